from portal.agencies.api.due_date import router

__all__ = ["router"]
