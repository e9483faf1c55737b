"""How long a text message is: carriers charge by segment, and cut what is longer than allowed.

Alphabets and sizes of 3GPP TS 23.038 and 23.040: a segment carries 140 octets. Seven-bit letters
fit 160 times, or 153 times beside the header that joins several segments; letters outside that
alphabet make the whole message UCS-2, 70 or 67 units of sixteen bits a segment.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Reached through an escape, hence two septets each.
EXTENSION = frozenset("\f^{}\\[~]|€")
NOT_MARKS = {
    "đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'",
    "…": "...", "•": "-", "\u00a0": " ", "₫": "d", "×": "x", "№": "No.",
}  # fmt: skip


class Alphabet(StrEnum):
    GSM7 = "GSM-7"
    UCS2 = "UCS-2"


CAPACITY = {Alphabet.GSM7: (160, 153), Alphabet.UCS2: (70, 67)}


@dataclass(frozen=True, slots=True)
class Length:
    """`units` are septets of GSM-7 or 16-bit units of UCS-2; an empty text has no segment."""

    alphabet: Alphabet
    units: int
    segments: int

    @property
    def room(self) -> int:
        """Units that the last segment can still take."""
        single, joined = CAPACITY[self.alphabet]
        return (single if self.segments <= 1 else joined * self.segments) - self.units


def length_of(text: str) -> Length:
    """The length that the text has on its way. No letter is split between two segments."""
    if all(letter in BASIC or letter in EXTENSION for letter in text):
        return _measured(text, Alphabet.GSM7, _septets)
    return _measured(text, Alphabet.UCS2, _words)


def plain(text: str) -> str:
    """The text without diacritics, in letters of GSM-7 only: a third of the price.

    A letter that has no plain form becomes a question mark, as it would on the phone.
    """
    spelled = "".join(
        NOT_MARKS.get(letter, letter) for letter in unicodedata.normalize("NFC", text)
    )
    decomposed = unicodedata.normalize("NFD", spelled)
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return "".join(letter if letter in BASIC or letter in EXTENSION else "?" for letter in bare)


def _measured(text: str, alphabet: Alphabet, size: Callable[[str], int]) -> Length:
    single, joined = CAPACITY[alphabet]
    units = sum(map(size, text))
    if units <= single:
        return Length(alphabet, units, 1 if text else 0)
    segments, room = 1, joined
    for letter in text:
        if size(letter) > room:
            segments, room = segments + 1, joined
        room -= size(letter)
    return Length(alphabet, units, segments)


def _septets(letter: str) -> int:
    return 2 if letter in EXTENSION else 1


def _words(letter: str) -> int:
    """An emoji and other letters beyond the first plane take a pair."""
    return 2 if ord(letter) > 0xFFFF else 1
