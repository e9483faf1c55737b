"""Vietnamese is written in syllables apart: a word that is two of them was glued together."""

from __future__ import annotations

import re

from portal.kernel.letters import SMALL

_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_MARKED = re.compile("[^a-z]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    rf"(?:[{_VOWELS}]{{1,3}})(?:ng|nh|ch|[cmnpt])?",
)
_WORD = re.compile(rf"(?<![\w])[{SMALL}]+(?![{SMALL}])")


def seam(text: str, start: int) -> int:
    """Where a second word begins inside a word of `text` after `start`; 0 when nowhere."""
    for word in _WORD.finditer(text, start):
        first = _SYLLABLE.match(word[0])
        if first and first.end() < len(word[0]) and _MARKED.search(first[0]):
            return word.start() + first.end()
    return 0
