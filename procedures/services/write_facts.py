"""Write what a source says of a procedure into a draft, leaving what the source knows nothing of.

A draft begun from the revision in force holds more than the source: the electronic form, visits,
English words, the internal process. So rows are matched by what they are called, changed where the
source differs, added and taken away; keys stay what they were.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from portal.kernel.text import fold
from procedures.imports import facts as source
from procedures.imports.facts import ProcedureFacts
from procedures.models import Case, Channel, Fee, LegalBasis, Paper, ResultKind, Revision
from procedures.models.choices import Currency, FeeKind, LimitKind, ProcedureType
from procedures.services.fitting import fits, fitting

LONGEST_KEY = 60
KINDS = {
    "khong duoc luat giao": ProcedureType.LOCAL_OWN,
    "duoc giao luat": ProcedureType.LAW_DELEGATED,
    "loai khac": ProcedureType.OTHER,
}
NAME_OF_A_FEE = "Phí, lệ phí"


def write_facts(draft: Revision, facts: ProcedureFacts) -> None:
    """Makes the draft say what the facts say. Raises Frozen when it is a draft no longer."""
    _write_head(draft, facts)
    cases = _write_cases(draft, facts)
    _write_channels(draft, facts, cases)
    _write_papers(draft, facts, cases)
    _write_legal_bases(draft, facts)
    _write_results(draft, facts)


def _write_head(draft: Revision, facts: ProcedureFacts) -> None:
    agencies = facts.agencies
    values = {
        "name": facts.name,
        "decision_symbol": facts.decision,
        "audiences": [audience.value for audience in facts.audiences],
        "tiers": [tier.value for tier in facts.tiers],
        "deciding_agency": "; ".join(agencies.deciding),
        "executing_agency": "; ".join(agencies.executing),
        "coordinating_agency": "; ".join(agencies.coordinating),
        "delegated_agency": "; ".join(agencies.delegated),
        "reception_agency": agencies.reception_address,
        "related": [each.code or each.name for each in facts.related],
        "procedure_type": _kind(facts.kind),
        "source_url": facts.source_url,
        "imported_at": timezone.now(),
        "steps": [step.text for step in facts.steps if not step.case],
        "conditions": list(facts.conditions),
    }
    for name, value in fitting(Revision, values).items():
        setattr(draft, name, value)
    draft.save()


def _kind(words: str) -> str:
    """The kind that the source names; empty where it names none that is known."""
    folded = fold(words)
    return next((kind for said, kind in KINDS.items() if said in folded), "")


@dataclass
class _Wanted:
    """A row as the source has it: what it is matched by, its values, its stem of a stable key."""

    mark: Hashable
    values: dict[str, Any]
    stem: str = ""
    made: models.Model | None = field(default=None, compare=False)


def _match(
    present: Iterable[models.Model],
    mark: Callable[[models.Model], Hashable],
    wanted: list[_Wanted],
    make: Callable[[], models.Model],
) -> None:
    """Turns the rows that are present into the wanted ones; each `made` is its row afterwards."""
    left = list(present)
    keys = {row.key for row in left if hasattr(row, "key")}
    pairs = []
    for each in wanted:
        row = next((row for row in left if mark(row) == each.mark), None)
        if row is not None:
            left.remove(row)
        pairs.append((each, row))
    for row in left:
        row.delete()
    for order, (each, row) in enumerate(pairs, 1):
        each.made = row or make()
        if row is None and each.stem:
            each.made.key = free_key(each.stem, keys)
        values = each.values | {"order": order}
        for name, value in fitting(type(each.made), values).items():
            setattr(each.made, name, value)
        each.made.save()


def free_key(stem: str, taken: set[str], longest: int = LONGEST_KEY) -> str:
    """A key out of words, unlike all others here."""
    base = slugify(fold(stem))[:longest].strip("-") or "muc"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base[: longest - 6]}-{number}"
    taken.add(key)
    return key


def _write_cases(draft: Revision, facts: ProcedureFacts) -> dict[str, Case]:
    named = [*(case.name for case in facts.cases), *(step.case for step in facts.steps)]
    named += [channel.case for channel in facts.channels]
    names = [name for name in dict.fromkeys(named) if name]
    steps = {name: [step.text for step in facts.steps if step.case == name] for name in names}
    wanted = [
        _Wanted(fold(name), {"name": name, "steps": steps[name]}, stem=name) for name in names
    ]
    _match(draft.cases.all(), lambda row: fold(row.name), wanted, lambda: Case(revision=draft))
    return dict(zip(names, (each.made for each in wanted), strict=True))


def _write_channels(draft: Revision, facts: ProcedureFacts, cases: dict[str, Case]) -> None:
    wanted = []
    for channel in facts.channels:
        case = cases.get(channel.case)
        values = {"case": case, "kind": channel.kind.value, **_limit(channel.limit)}
        wanted.append(
            _Wanted((case and case.pk, channel.kind.value), values | {"note": channel.note})
        )
    present = draft.channels.prefetch_related("fees")
    _match(present, lambda row: (row.case_id, row.kind), wanted, lambda: Channel(revision=draft))
    for channel, each in zip(facts.channels, wanted, strict=True):
        _write_fees(each.made, channel.fees)


def _limit(limit: source.Limit) -> dict[str, Any]:
    limited = limit.kind == LimitKind.LIMITED
    return {
        "limit_kind": limit.kind.value,
        "limit": limit.number if limited else None,
        "unit": limit.unit.value if limited else "",
        "cutoff": limit.cutoff if limit.kind == LimitKind.SAME_DAY else None,
        "stated_as": limit.stated_as[:200],
    }


def _write_fees(channel: Channel, fees: tuple[source.Fee, ...]) -> None:
    wanted = [_fee(fee) for fee in fees] or [
        _Wanted((fold(NAME_OF_A_FEE), None), {"name": NAME_OF_A_FEE, "kind": FeeKind.NOT_STATED})
    ]
    for each in wanted:
        each.stem = each.values["name"]
    _match(
        channel.fees.all(),
        lambda row: (fold(row.name), row.valid_from),
        wanted,
        lambda: Fee(channel=channel),
    )


def _fee(fee: source.Fee) -> _Wanted:
    name = fee.name or NAME_OF_A_FEE
    counted = fee.amount is not None and fee.currency in Currency.values
    told = fee.kind.value if counted or fee.amount is None else FeeKind.NOT_STATED
    unreadable = fee.stated_as if told == FeeKind.NOT_STATED else ""
    values = {
        "name": name,
        "kind": told,
        "amount": fee.amount if counted else None,
        "currency": fee.currency if counted else Currency.VND,
        "per": fee.unit[:80],
        "note": " ".join(text for text in (unreadable, fee.note) if text),
        "valid_from": fee.valid_from,
        "valid_to": fee.valid_to,
        "exemption": fee.exemption,
        "legal_basis": fee.legal_basis,
    }
    return _Wanted((fold(name), fee.valid_from), values)


def _write_papers(draft: Revision, facts: ProcedureFacts, cases: dict[str, Case]) -> None:
    wanted = []
    for listed in facts.cases:
        case = cases.get(listed.name)
        for paper in listed.papers:
            mark = (case and case.pk, paper.kind.value, fold(_named(paper)))
            wanted.append(_Wanted(mark, _paper(paper) | {"case": case}, stem=_named(paper)))
    _match(
        draft.papers.all(),
        lambda row: (row.case_id, row.kind, fold(row.name)),
        wanted,
        lambda: Paper(revision=draft),
    )


def _named(paper: source.Paper) -> str:
    """The name without the dash of a list; a plus stays, it stands below what a dash begins."""
    return paper.name.lstrip("-*•· ") or paper.name


def _paper(paper: source.Paper) -> dict[str, Any]:
    files = [form.name for form in paper.forms]
    address = next((form.url for form in paper.forms if form.url), "")
    return {
        "name": _named(paper),
        "kind": paper.kind.value,
        "originals": paper.originals or 0,
        "certified": paper.certified or 0,
        "copies": paper.copies or 0,
        "form_symbol": (paper.form_symbol or "; ".join(files))[:120],
        "blank_form_url": address,
        "code": paper.code,
    }


def _write_legal_bases(draft: Revision, facts: ProcedureFacts) -> None:
    named = {text.symbol: text for text in facts.legal_bases if text.symbol}
    wanted = [
        _Wanted(symbol, {"symbol": symbol, "title": text.title})
        for symbol, text in named.items()
        if fits(LegalBasis, "symbol", symbol)
    ]
    _match(
        draft.legal_bases.all(), lambda row: row.symbol, wanted, lambda: LegalBasis(revision=draft)
    )


def _write_results(draft: Revision, facts: ProcedureFacts) -> None:
    wanted = [
        _Wanted(fold(result.name), {"name": result.name, "code": result.code})
        for result in facts.results
    ]
    _match(
        draft.results.all(), lambda row: fold(row.name), wanted, lambda: ResultKind(revision=draft)
    )
