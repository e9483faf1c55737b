from portal.search.services.miss import miss, roll_up
from portal.search.services.reindex import entry_of, rebuild, reindex
from portal.search.services.teach import end_saying, set_aside, teach

__all__ = [
    "end_saying",
    "entry_of",
    "miss",
    "rebuild",
    "reindex",
    "roll_up",
    "set_aside",
    "teach",
]
