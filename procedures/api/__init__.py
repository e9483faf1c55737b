from procedures.api.catalogue import router

__all__ = ["router"]
