from portal.search.models.entry import ACCENTED, FOLDED, SearchEntry
from portal.search.models.missed import Miss, Missed
from portal.search.models.saying import Saying

__all__ = ["ACCENTED", "FOLDED", "Miss", "Missed", "Saying", "SearchEntry"]
