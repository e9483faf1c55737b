"""What a person typed, made into queries of the database that cannot go wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from portal.kernel.text import fold, nfc
from portal.search.rules.symbols import looks_like_symbol, symbol_key
from portal.search.rules.words import readings

LONGEST = 200
TITLE = "A"
"""Weight of the words of a title in the index."""
_WORD = re.compile(r"[^\W_]+")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_STOP = frozenset(
    fold(word)
    for word in ("thủ", "tục", "làm", "thế", "nào", "cho", "của", "và", "ở", "tại", "về", "xin")
    + ("cần", "giấy", "tờ", "gì", "như")
)
"""Folded words that fall away when a query with them finds nothing."""


@dataclass(frozen=True)
class Query:
    """A query in every form the index is asked in.

    `folded` finds, `loose` finds without small words, `titled` and `accented` ask for the words in
    a title, the latter with their very marks (empty without any). `plain` are whole texts to
    compare titles with: as typed, and in the words of the law.
    """

    text: str
    folded: str = ""
    loose: str = ""
    titled: str = ""
    accented: str = ""
    symbol: str = ""
    plain: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.folded or self.symbol)


def clean(text: str) -> str:
    """What was typed without signs that cannot be shown, of a bearable length."""
    return " ".join(_UNSHOWN.sub(" ", nfc(text)).split())[:LONGEST]


def parse(text: str, day: date) -> Query:
    """Reads what was typed; `day` is the local date on which words have their meaning."""
    asked = clean(text)
    known = readings(asked, day)
    has_marks = fold(asked) != asked.casefold()
    plain = [" ".join(_WORD.findall(fold(each))) for each in (known[0], known[-1])]
    return Query(
        text=asked,
        folded=_any(known, fold),
        loose=_any([_essential(each) for each in known], fold),
        titled=_any(known, fold, TITLE),
        accented=_any(known, str.casefold, TITLE) if has_marks else "",
        symbol=symbol_key(asked) if looks_like_symbol(asked) else "",
        plain=tuple(dict.fromkeys(plain)),
    )


def _any(texts: list[str], form: Callable[[str], str], weight: str = "") -> str:
    alternatives = [_all(_WORD.findall(form(text)), weight) for text in texts]
    return " | ".join(dict.fromkeys(each for each in alternatives if each))


def _all(words: list[str], weight: str) -> str:
    """Every word, the last one possibly unfinished, of the given weight where one is given."""
    ends = [f":{weight}" if weight else ""] * (len(words) - 1) + [f":*{weight}"]
    quoted = [f"'{word}'{end}" for word, end in zip(words, ends, strict=False)]
    return f"({' & '.join(quoted)})" if quoted else ""


def _essential(text: str) -> str:
    words = [word for word in _WORD.findall(text) if fold(word) not in _STOP]
    return " ".join(words)
