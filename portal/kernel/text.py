"""Vietnamese text: one stored form, folding for search, a key that sorts names as people do."""

from __future__ import annotations

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + rank) for rank, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTER_MARKS = "\u0302\u0306\u031b"
_UNSORTED = re.compile(r"[^\w\s]|_", re.UNICODE)


def nfc(text: str) -> str:
    """The composed form, which is what is stored and compared (TCVN 6909:2001)."""
    return unicodedata.normalize("NFC", text)


def storable(text: str) -> str:
    """`text` without what no column takes: the character zero, and halves of letters, which JSON
    can write and UTF-8 cannot.
    """
    return text.replace("\x00", "").encode(errors="replace").decode()


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d: what a person types on a plain keyboard."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return nfc("".join(mark for mark in decomposed if not unicodedata.combining(mark)))


def sort_key(text: str) -> str:
    """A key whose byte order is Vietnamese dictionary order.

    Letters first (a ă â b … y z), tones only to break ties (ngang, huyền, hỏi, ngã, sắc, nặng);
    digits before letters; case and punctuation do not matter. The same on every PostgreSQL, with
    or without ICU.
    """
    letters, tones = [], []
    plain = " ".join(_UNSORTED.sub("", nfc(text).casefold()).split())
    for character in plain:
        base, tone = _without_tone(character)
        letters.append(_RANK.get(base, base))
        tones.append(tone)
    return "".join(letters) + "\u0001" + "".join(tones)


def _without_tone(character: str) -> tuple[str, str]:
    """``ế`` → ``("ê", "4")``."""
    tone, kept = "0", []
    for mark in unicodedata.normalize("NFD", character):
        if mark in _TONES:
            tone = _TONES[mark]
        elif mark in _LETTER_MARKS or not unicodedata.combining(mark):
            kept.append(mark)
    return nfc("".join(kept)), tone
