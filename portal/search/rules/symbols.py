"""Codes and symbols of documents, in any spelling, as one key.

The parser of the database tears `05/2014/QĐ-UBND` apart, so symbols are found by a key of their
letters and digits alone: `05-2014 qd ubnd` and the official spelling meet there.
"""

import re

from portal.kernel.text import fold

_OTHER = re.compile(r"[^a-z0-9]")
_SHORTEST = 3
# What people write before a code, and the owner's identifier behind it.
_LEAD = re.compile(
    r"^\s*(?:(?:ma )?(?:tthc|thu tuc)|ma so|ma|so|nghi dinh|nghi quyet|thong tu|luat|quyet dinh)"
    r"\s*(?:so)?[\s:.]+(?=\d)"
)
_CODE = re.compile(
    r"^\s*([1-9])[.,\s]?(\d{6})(?:[.,\s](?:\d{3}[.,]\d{2}[.,]\d{2}[.,])?[gh]\d{2}[\d.]*)?\s*$"
)


def symbol_key(text: str) -> str:
    """Folded letters and digits only, upper case: `05/2014/QĐ-UBND` → `052014QDUBND`."""
    return _OTHER.sub("", fold(text)).upper()[:80]


def symbol_in(text: str) -> str:
    """The code or symbol a query consists of, whole or begun; empty when it is words.

    A symbol starts with a digit or is one word of letters and digits. `TTHC 1.001193` and
    `1.001193.000.00.00.H99` are the procedure's own code.
    """
    bare = _LEAD.sub("", fold(text))
    if code := _CODE.match(bare):
        return code[1] + code[2]
    key = symbol_key(bare)
    if len(key) < _SHORTEST or not any(letter.isdigit() for letter in key):
        return ""
    return bare if key[0].isdigit() or " " not in bare.strip() else ""
