"""What a person typed, made into queries of the database that cannot go wrong."""

import re
from dataclasses import dataclass
from datetime import date

from portal.kernel.text import fold, nfc
from portal.search.rules.symbols import looks_like_symbol, symbol_key
from portal.search.rules.words import readings

LONGEST = 200
_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    fold(word)
    for word in ("thủ", "tục", "làm", "thế", "nào", "cho", "của", "và", "ở", "tại", "về", "xin")
    + ("cần", "giấy", "tờ", "gì", "như")
)
"""Folded words that fall away when a query with them finds nothing."""


@dataclass(frozen=True)
class Query:
    """A query in every form the index is asked in. `accented` is empty without any diacritics."""

    text: str
    folded: str = ""
    loose: str = ""
    accented: str = ""
    symbol: str = ""
    plain: str = ""

    def __bool__(self) -> bool:
        return bool(self.folded or self.symbol)


def parse(text: str, day: date) -> Query:
    """Reads what was typed; `day` is the local date on which words have their meaning."""
    clean = " ".join(nfc(text).replace("\x00", " ").split())[:LONGEST]
    known = readings(clean, day)
    has_marks = fold(clean) != clean.casefold()
    return Query(
        text=clean,
        folded=_any(known, fold),
        loose=_any([_essential(each) for each in known], fold),
        accented=_any(known, str.casefold) if has_marks else "",
        symbol=symbol_key(clean) if looks_like_symbol(clean) else "",
        plain=" ".join(_WORD.findall(fold(clean))),
    )


def _any(texts: list[str], form) -> str:
    alternatives = [_all(_WORD.findall(form(text))) for text in texts]
    return " | ".join(dict.fromkeys(each for each in alternatives if each))


def _all(words: list[str]) -> str:
    """Every word, the last one possibly unfinished."""
    quoted = [f"'{word}'" for word in words]
    return f"({' & '.join([*quoted[:-1], quoted[-1] + ':*'])})" if quoted else ""


def _essential(text: str) -> str:
    words = [word for word in _WORD.findall(text) if fold(word) not in _STOP]
    return " ".join(words)
