from portal.search.services.reindex import entry_of, rebuild, reindex

__all__ = ["entry_of", "rebuild", "reindex"]
