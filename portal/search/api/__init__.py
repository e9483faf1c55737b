from portal.search.api.search import router

__all__ = ["router"]
