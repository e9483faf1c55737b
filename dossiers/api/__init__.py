from dossiers.api.tracking import router

__all__ = ["router"]
