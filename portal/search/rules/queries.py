"""What a person typed, made into queries of the database that cannot go wrong."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from portal.kernel.text import fold, nfc
from portal.search.rules.keyboards import undone
from portal.search.rules.symbols import symbol_in, symbol_key
from portal.search.rules.words import Term, readings

LONGEST = 200
TITLE = "AB"
"""Weights of the words of a title in the index: A here, B in the other language."""
MOST_PAIRS = 24
WHOLE = 5
"""Words of so many letters may be the beginning of a longer one."""
_WORD = re.compile(r"[^\W_]+")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]+)[\"“”»]")


@dataclass(frozen=True)
class Attempt:
    """One way to ask the index.

    `folded` finds, `titled` asks for the words in a title; `marked` and `accented` are the same
    with the very marks that were typed, empty without any. `plain` are texts to compare titles
    with. `pairs` of neighbouring words, of which one is enough, make the last resort.
    """

    folded: str
    titled: str = ""
    accented: str = ""
    marked: str = ""
    plain: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """A query in every form the index is asked in.

    `attempts` are made until one finds something: every word, as typed or in the words of the law;
    what a keyboard that was off left over; without small words; pairs of words. `official` is the
    query in the words of the law where that is another, `symbol` the key of a code.
    """

    text: str
    attempts: tuple[Attempt, ...] = ()
    symbol: str = ""
    official: str = ""

    def __bool__(self) -> bool:
        return bool(self.attempts or self.symbol)


def clean(text: str) -> str:
    """What was typed without signs that cannot be shown, of a bearable length."""
    return " ".join(_UNSHOWN.sub(" ", nfc(text)).split())[:LONGEST]


def parse(text: str, day: date, own: Iterable[Term] = ()) -> Query:
    """Reads what was typed; `day` is the local date on which words have their meaning, `own` are
    the editors' terms that may stand in it."""
    asked = clean(text)
    symbol = symbol_key(symbol_in(asked))
    if phrases := _QUOTED.findall(asked):
        return Query(asked, _made(_exactly(asked, phrases)), symbol)
    known = readings(asked, day, own)
    essential = readings(asked, day, own, essential=True)
    tried = (_every(known), _every([undone(asked)]), _every(essential), _pairs(essential[:2][-1]))
    return Query(asked, _made(*tried), symbol, known[1] if len(known) > 1 else "")


def _made(*attempts: Attempt | None) -> tuple[Attempt, ...]:
    return tuple(dict.fromkeys(each for each in attempts if each))


def _every(texts: list[str]) -> Attempt | None:
    """All words of one of the texts."""
    folded = _any(texts, fold)
    if not folded:
        return None
    marked = fold(texts[0]) != texts[0].casefold()
    return Attempt(
        folded,
        titled=_any(texts, fold, TITLE),
        accented=_any(texts, str.casefold, TITLE) if marked else "",
        marked=_any(texts, str.casefold) if marked else "",
        plain=_plain(texts[:2]),
    )


def _exactly(asked: str, phrases: list[str]) -> Attempt | None:
    """Quoted words side by side, the others anywhere."""
    whole = _every([asked])
    if whole is None:
        return None
    rest = _all(_WORD.findall(fold(_QUOTED.sub(" ", asked))), "")
    exact = [_side_by_side(_WORD.findall(fold(phrase))) for phrase in phrases]
    folded = " & ".join(part for part in [*exact, rest] if part)
    return replace(whole, folded=folded)


def _pairs(text: str) -> Attempt | None:
    """At least two neighbouring words: most words of Vietnamese have two syllables."""
    words = _WORD.findall(fold(text))
    found = dict.fromkeys(_side_by_side(list(pair)) for pair in pairwise(words))
    pairs = tuple(found)[:MOST_PAIRS]
    return Attempt(" | ".join(pairs), plain=_plain([text]), pairs=pairs) if pairs else None


def _plain(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(_WORD.findall(fold(each))) for each in texts))


def _any(texts: Iterable[str], form: Callable[[str], str], weight: str = "") -> str:
    alternatives = [_all(_WORD.findall(form(text)), weight) for text in texts]
    return " | ".join(dict.fromkeys(each for each in alternatives if each))


def _all(words: list[str], weight: str) -> str:
    """Every word, of the given weight where one is given.

    The last one may be unfinished, long ones may go on: “renew” finds “renewing”, and hardly any
    syllable of Vietnamese is the beginning of another that is longer than this.
    """
    last = len(words) - 1
    asked = []
    for at, word in enumerate(words):
        begun = "*" if at == last or len(word) >= WHOLE else ""
        asked.append(f"'{word}'" + (f":{begun}{weight}" if begun or weight else ""))
    return f"({' & '.join(asked)})" if asked else ""


def _side_by_side(words: list[str]) -> str:
    return "(" + " <-> ".join(f"'{word}'" for word in words) + ")" if words else ""
