"""Periods of fees as prose tells them: `từ ngày 01/7/2025 đến hết ngày 31/12/2026`.

A period that names another sum, or freedom from the fee, divides the fee: before, within, after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from portal.legal.symbols import find
from procedures.imports.facts import Fee
from procedures.imports.money import LARGEST, SMALLEST, amounts
from procedures.imports.problems import Reason
from procedures.imports.vocabulary import FeeKind

MOST = 20
"""Periods of one note that are looked at."""
_ONE_DAY = timedelta(days=1)
_DATE = r"(?:ngày )?(\d{1,2})\s?(?:[/.\-]|tháng)\s?(\d{1,2})\s?(?:[/.\-]|năm)\s?(\d{4})"
_PERIOD = re.compile(
    rf"(?:kể )?từ {_DATE}\s*(?:đến|tới|cho đến)\s*(?:hết\s*)?{_DATE}"
    rf"|(?:đến|tới)\s*hết\s*{_DATE}"
    rf"|(?:áp dụng|thu|mức)[^.;()]{{0,60}}? (?:kể )?từ {_DATE}(?!\s*(?:đến|tới|cho đến))"
    rf"|(?:kể )?từ {_DATE}\s*(?:trở đi|áp dụng|,? ?mức)",
    re.I,
)
_BOUND = re.compile(r"[;\n()]|\.(?=\s|$)")
_WORDS_IN_BRACKETS = re.compile(r"\s?\([^()\d]{0,200}\)")
_SHARE = re.compile(r"\d+ ?%")
_FREE = re.compile(
    r"^\W*(?:miễn|không thu)\b|\b(?:miễn|không thu)\b[^.;,]{0,30}? từ (?:ngày )?\d"
    r"|\d{4},? (?:được )?(?:miễn|không thu)\b",
    re.I,
)
"""Freedom from this very fee; the titles of texts speak of freedom from fees too."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from and until, both included, and the words they stand in."""

    since: date | None
    until: date | None
    clause: str

    @property
    def impossible(self) -> bool:
        return bool(self.since and self.until and self.since > self.until)


def divided(fee: Fee, prose: str, today: date) -> tuple[list[Fee], list[Reason]]:
    """The fee in the periods that `prose` names."""
    found = list(islice(named(_WORDS_IN_BRACKETS.sub(" ", prose)), MOST))
    if not found:
        return [fee], []
    if any(period.impossible for period in found):
        return [fee], [Reason.FEE_PERIOD_IMPOSSIBLE]
    period = found[0]
    over = bool(period.until and period.until < today)
    past = [Reason.FEE_PERIOD_OVER] if over else []
    other = _within(fee, period)
    if other is not None and (other.amount or 0) > (fee.amount or 0) >= SMALLEST:
        return [fee], [Reason.FEE_CONTRADICTED, *past]
    if other is None or len({(each.since, each.until) for each in found}) > 1:
        return [fee], [Reason.FEE_PERIOD_UNCLEAR, *past]
    if other is fee:
        dated = replace(fee, valid_from=period.since, valid_to=period.until)
        return [dated], past
    return _around(fee, other, period), [
        Reason.FEE_REDUCTION_OVER if over else Reason.FEE_DIVIDED_BY_PERIOD
    ]


def named(prose: str) -> Iterator[Period]:
    """Every period in prose."""
    for match in _PERIOD.finditer(prose):
        parts = match.groups()
        days = [_day(parts[place : place + 3]) for place in range(0, len(parts), 3)]
        since, until = days[0] or days[3] or days[4], days[1] or days[2]
        if since or until:
            yield Period(since, until, _clause(prose, match))


def _within(fee: Fee, period: Period) -> Fee | None:
    """The fee of the period: another sum, nothing, the fee itself; None when it is not said."""
    sums = set(amounts(period.clause))
    others = sums - {fee.amount}
    if fee.amount is None:
        return fee if not others else None
    if len(sums) == 1 and others and max(others) <= LARGEST:
        law = find(period.clause)
        return replace(
            fee, amount=others.pop(), note=period.clause, legal_basis=law[0] if law else ""
        )
    if others or _SHARE.search(period.clause):
        return None
    if not sums and _FREE.search(period.clause):
        return replace(fee, kind=FeeKind.FREE, amount=None, unit="", note=period.clause)
    return fee


def _around(fee: Fee, other: Fee, period: Period) -> list[Fee]:
    fees = [replace(other, valid_from=period.since, valid_to=period.until)]
    if period.since and period.since > date.min:
        fees.insert(0, replace(fee, valid_to=period.since - _ONE_DAY))
    if period.until and period.until < date.max:
        fees.append(replace(fee, valid_from=period.until + _ONE_DAY))
    return fees


def _clause(prose: str, match: re.Match[str]) -> str:
    """The part of a sentence with the period; what a bracket about it stands behind belongs to it,
    unless the bracket names a sum or freedom from the fee itself."""
    starts = [0, *(each.end() for each in _BOUND.finditer(prose, 0, match.start()))]
    after = _BOUND.search(prose, match.end())
    end = after.start() if after else len(prose)
    clause = prose[starts[-1] : end]
    if prose[starts[-1] - 1 : starts[-1]] == "(" and not (
        _FREE.search(clause) or any(amounts(clause))
    ):
        clause = prose[starts[-2] : end]
    return clause.strip(" (-+*")


def _day(parts: tuple[str | None, ...]) -> date | None:
    try:
        day, month, year = (int(part or "") for part in parts)
        return date(year, month, day)
    except ValueError:
        return None
