"""Trying what was filed once on other rules: what would now be missing, dearer, later, elsewhere.

A pure function of what was filed and of two sets of rules. What was wrong under the rules it was
filed under is nobody's fault now and is left out: a copy of a revision finds nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from dossiers.selectors.answers import leaves
from dossiers.selectors.clock import due_under
from dossiers.selectors.replay_rules import Filed, Rules
from procedures.eforms import Evaluation, evaluate
from procedures.models.choices import FeeKind
from procedures.selectors import Terms, case_for

ROW = re.compile(r"\.\d+(?=\.|$)")
KNOWN_COST = {FeeKind.FIXED, FeeKind.PER_UNIT, FeeKind.FREE}


class Kind(StrEnum):
    """What a dossier would meet; worst first."""

    UNREADABLE = "UNREADABLE"
    INCOMPLETE = "INCOMPLETE"
    ELSEWHERE = "ELSEWHERE"
    LATER = "LATER"
    DEARER = "DEARER"
    NOT_ASKED = "NOT_ASKED"


@dataclass(frozen=True)
class Finding:
    """One thing a dossier would meet. `key` is the same for all dossiers that meet it, `label`
    says it in words; `amount` counts calendar days or đồng. Tells nothing of the person.
    """

    kind: Kind
    key: str
    label: str
    amount: int = 0

    @property
    def about(self) -> tuple[Kind, str]:
        return self.kind, self.key


def try_out(filed: Filed, before: Rules, after: Rules) -> list[Finding]:
    """What would be different for this dossier, had it been filed under `after`."""
    case = _case(filed, after)
    was, would_be = _evaluate(filed, before, filed.case), _evaluate(filed, after, case)
    found = {*_answers(would_be, after), *_papers(filed, after, case)}
    known = {*_answers(was, before), *_papers(filed, before, filed.case)}
    findings = {each for each in found if each.about not in {one.about for one in known}}
    findings |= {*_elsewhere(filed, before, after, case), *_not_asked(was, before, after)}
    then = before.terms.get((filed.case, filed.channel))
    now = after.terms.get((case, filed.channel))
    if then and now:
        findings |= {*_later(filed, before, after, then, now), *_dearer(then, now)}
    return sorted(findings, key=_gravity)


def _gravity(finding: Finding) -> tuple[int, str]:
    return list(Kind).index(finding.kind), finding.key


def _case(filed: Filed, rules: Rules) -> str:
    """The situation the portal would take it for: by its answers, else the one of the same key."""
    by_rule = case_for(rules.cases, dict(filed.answers))
    keys = [case.key for case in rules.cases]
    if by_rule is not None:
        return by_rule.key
    return filed.case if filed.case in keys else next(iter(keys), "")


def _evaluate(filed: Filed, rules: Rules, case: str) -> Evaluation:
    if rules.definition is None:
        return Evaluation()
    circumstances = {"case": case, "channel": filed.channel}
    return evaluate(rules.definition, filed.answers, filed.day, circumstances)


def _answers(evaluation: Evaluation, rules: Rules) -> Iterator[Finding]:
    for path, problems in evaluation.errors.items():
        missing = problems[0].code.startswith("required")
        kind = Kind.INCOMPLETE if missing else Kind.UNREADABLE
        where = ROW.sub(".*", path)
        yield Finding(kind, f"field:{where}", rules.labels.get(where, where))


def _papers(filed: Filed, rules: Rules, case: str) -> Iterator[Finding]:
    for paper in rules.papers.get(case, ()):
        if paper.key not in filed.papers:
            yield Finding(Kind.INCOMPLETE, f"paper:{paper.key}", paper.title)


def _not_asked(was: Evaluation, before: Rules, after: Rules) -> Iterator[Finding]:
    """Answers given once for which the new form has no place any more: they would be lost."""
    for path, _value in leaves(was.answers):
        where = ROW.sub(".*", path)
        place = next((name for name in _upwards(where) if name in before.labels), "")
        if place and place not in after.labels:
            yield Finding(Kind.NOT_ASKED, f"field:{place}", before.labels[place])


def _upwards(path: str) -> Iterator[str]:
    """The path and everything it stands in, innermost first."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def _elsewhere(filed: Filed, before: Rules, after: Rules, case: str) -> Iterator[Finding]:
    titles = {each.key: each.title for each in (*before.cases, *after.cases)}
    if case != filed.case and case != _case(filed, before):
        words = {"before": titles.get(filed.case, "–"), "after": titles.get(case, "–")}
        label = _("“%(after)s” instead of “%(before)s”") % words
        yield Finding(Kind.ELSEWHERE, f"case:{filed.case}:{case}", label)
    if (case, filed.channel) not in after.terms:
        label = _("It could not be filed in this way any more")
        yield Finding(Kind.ELSEWHERE, f"channel:{filed.channel}", label)
    added = [name for name in after.agencies if name not in before.agencies]
    gone = [name for name in before.agencies if name not in after.agencies]
    for key, label, names in (
        ("added", _("Also handled by %(agency)s"), added),
        ("gone", _("No longer handled by %(agency)s"), gone),
    ):
        yield from (
            Finding(Kind.ELSEWHERE, f"{key}:{name}"[:200], label % {"agency": name})
            for name in names
        )


def _later(filed: Filed, before: Rules, after: Rules, then: Terms, now: Terms) -> Iterator[Finding]:
    due_then, due_now = _due(filed, before, then), _due(filed, after, now)
    if due_then is None or (due_now is not None and due_now <= due_then):
        return
    if due_now is None:
        yield Finding(Kind.LATER, "limit", _("No time limit any more"))
        return
    days = (due_now.date() - due_then.date()).days
    yield Finding(Kind.LATER, "limit", _("The result would be due later"), days)


def _due(filed: Filed, rules: Rules, terms: Terms) -> datetime | None:
    return due_under(terms, rules.clock, filed.since, filed.calendar, filed.waits).at


def _dearer(then: Terms, now: Terms) -> Iterator[Finding]:
    before, after = _cost(then), _cost(now)
    if before is not None and after is not None and after > before:
        yield Finding(Kind.DEARER, "cost", _("It would cost more"), int(after - before))


def _cost(terms: Terms) -> Decimal | None:
    """All charges, one unit of each; None where somebody else decides or the source is silent."""
    if any(charge.kind not in KNOWN_COST for charge in terms.charges):
        return None
    return sum((charge.amount or Decimal(0) for charge in terms.charges), Decimal(0))


def as_json(findings: list[Finding]) -> list[list[Any]]:
    return [[each.kind.value, each.key, each.label, each.amount] for each in findings]


def from_json(rows: list[list[Any]]) -> list[Finding]:
    return [Finding(Kind(kind), key, label, amount) for kind, key, label, amount in rows]
