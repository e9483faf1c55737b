"""What is left in a text when the Vietnamese keyboard was off: `ddawng kys`, `d9a8ng ky1`."""

import re

from portal.kernel.text import fold

_VOWELS = "aeiouy"
_DOUBLED = re.compile(r"dd|aa|ee|oo")
# No Vietnamese syllable has these behind its vowel: they are tones, the horn or the breve.
_TELEX = re.compile("[sfrxjwz]")
_VNI = re.compile(r"(?<=[a-z])\d")


def undone(text: str) -> str:
    """The folded words that were meant; empty when nothing looks left over."""
    words = fold(text).split()
    meant = [_meant(word) for word in words]
    return " ".join(meant) if meant != words else ""


def _meant(word: str) -> str:
    if word[:1].isdigit() or not word.isalnum():
        return word
    plain = _DOUBLED.sub(lambda found: found[0][0], _VNI.sub("", word))
    start = next((at for at, letter in enumerate(plain) if letter in _VOWELS + "w"), len(plain))
    head, tail = plain[: start + 1].replace("w", "u"), plain[start + 1 :]
    return head + _TELEX.sub("", tail)
