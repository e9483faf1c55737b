from portal.search.selectors.find import Hit, Results, find, keys_of, localised_url, nearly
from portal.search.selectors.ranking import CANDIDATES
from portal.search.selectors.suggestions import Suggestion, suggest

__all__ = [
    "CANDIDATES",
    "Hit",
    "Results",
    "Suggestion",
    "find",
    "keys_of",
    "localised_url",
    "nearly",
    "suggest",
]
