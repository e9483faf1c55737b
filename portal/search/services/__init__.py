from portal.search.services.reindex import rebuild, reindex

__all__ = ["rebuild", "reindex"]
