"""Names of procedures in the order of a catalogue."""

from portal.kernel.text import fold, sort_key

_LEAD = "thu tuc "
ALPHABET = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
"""Letters a Vietnamese name can begin with, in their order."""
_LONGEST = 300
"""Signs of a key: an index takes no longer ones, and no two names differ only after so many."""


def name_key(name: str) -> str:
    """Sorts a name under what it is about: half of all names begin with “Thủ tục”."""
    bare = " ".join(name.split())
    named = bare[len(_LEAD) :] if fold(bare).startswith(_LEAD) else bare
    return sort_key(named)[:_LONGEST]


def letter_key(letter: str) -> str:
    """What the keys of all names under a letter begin with; empty when it is no letter of them."""
    letter = letter.upper()
    return sort_key(letter)[0] if len(letter) == 1 and letter in ALPHABET else ""
