"""Codes and symbols of documents, in any spelling, as one key.

The parser of the database tears `05/2014/QĐ-UBND` apart, so symbols are found by a key of their
letters and digits alone: `05-2014 qd ubnd` and the official spelling meet there.
"""

import re

from portal.kernel.text import fold

_OTHER = re.compile(r"[^a-z0-9]")
_SHORTEST = 3


def symbol_key(text: str) -> str:
    """Folded letters and digits only, upper case: `05/2014/QĐ-UBND` → `052014QDUBND`."""
    return _OTHER.sub("", fold(text)).upper()[:80]


def looks_like_symbol(text: str) -> bool:
    """Whether a query may be a code or symbol, whole or begun: it starts with a digit or is one
    word of letters and digits."""
    key = symbol_key(text)
    if len(key) < _SHORTEST or not any(letter.isdigit() for letter in key):
        return False
    return key[0].isdigit() or " " not in text.strip()
