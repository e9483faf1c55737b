"""What a revision asks of a dossier, read once for many dossiers, and what was filed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from dossiers.models import Dossier
from dossiers.selectors.clock import Clock, clock_rules, interval_of
from portal.agencies.models import Agency
from portal.agencies.selectors import calendar_of
from portal.kernel.calendar import WorkingCalendar
from portal.kernel.clock import Interval
from procedures.eforms import Definition
from procedures.models import Case, Paper, ProcessStep, Revision
from procedures.models.choices import PaperKind
from procedures.selectors import Terms, papers_of, terms_of


@dataclass(frozen=True)
class Rules:
    """A revision as of one day. Papers and terms are by the key of the case, `""` for none; terms
    also by channel. `agencies` are those that take part, as the revision writes them, in order.
    """

    definition: Definition | None
    cases: tuple[Case, ...]
    papers: Mapping[str, tuple[Paper, ...]]
    terms: Mapping[tuple[str, str], Terms]
    clock: Clock
    agencies: tuple[str, ...]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Path of every question, rows as `*` → its words, behind those of what it stands in."""
        labels: dict[str, str] = {}
        for path, item in self.definition.walk() if self.definition else ():
            above = labels.get(path.rpartition(".")[0].removesuffix(".*"), "")
            label = str(item.label) or item.key
            labels[path] = f"{above}: {label}" if above else label
        return labels


@dataclass(frozen=True)
class Filed:
    """What one applicant filed and when, free of the database. `papers` are keys; `waits` the
    stretches, now over, in which the house waited for him.
    """

    answers: Mapping[str, Any]
    case: str
    channel: str
    papers: frozenset[str]
    day: date
    since: datetime
    waits: tuple[Interval, ...]
    calendar: WorkingCalendar


def rules_of(revision: Revision, day: date) -> Rules:
    """The rules of a revision, a draft as well, with the terms that hold on the local `day`."""
    cases = tuple(revision.cases.order_by("order", "pk"))
    situations = {case.key: case for case in cases} or {"": None}
    return Rules(
        definition=revision.form.definition if revision.form else None,
        cases=cases,
        papers={key: _asked(revision, case) for key, case in situations.items()},
        terms={
            (key, terms.channel.kind): terms
            for key, case in situations.items()
            for terms in terms_of(revision, case, day)
        },
        clock=clock_rules(revision),
        agencies=_agencies(revision),
    )


def _asked(revision: Revision, case: Case | None) -> tuple[Paper, ...]:
    """The papers nobody can leave out; a form stands in for those it replaces."""
    return tuple(
        paper
        for paper in papers_of(revision, case)
        if paper.kind == PaperKind.HAND_IN
        and not paper.conditional
        and not (revision.form_id and paper.replaced_by_form)
    )


def _agencies(revision: Revision) -> tuple[str, ...]:
    written = (revision.deciding_agency, revision.executing_agency, revision.coordinating_agency)
    steps = revision.process_steps.order_by("order", "pk")
    named = [*written, *revision.agency_codes, *(_unit(step) for step in steps)]
    return tuple(dict.fromkeys(name.strip() for name in named if name.strip()))


def _unit(step: ProcessStep) -> str:
    return step.agency_code or step.unit_hint


class Reader:
    """Reads dossiers for a trial; what many of them share is read once."""

    def __init__(self, day: date):
        self.day = day
        self._rules: dict[int, Rules] = {}
        self._calendars: dict[tuple[int, date], WorkingCalendar] = {}

    def rules(self, revision: Revision) -> Rules:
        if revision.pk not in self._rules:
            self._rules[revision.pk] = rules_of(revision, self.day)
        return self._rules[revision.pk]

    def filed(self, dossier: Dossier) -> Filed:
        """A dossier nobody accepted is tried as if it had been accepted when it arrived."""
        since = dossier.accepted_at or dossier.submitted_at
        return Filed(
            answers=dossier.answers,
            case=dossier.case.key if dossier.case else "",
            channel=dossier.channel.kind,
            papers=frozenset(row.paper.key for row in dossier.papers.all()),
            day=dossier.rules_day,
            since=since,
            waits=tuple(
                interval_of(row)
                for row in sorted(dossier.intervals.all(), key=lambda row: row.asked_at)
                if row.answered_at and row.asked_at >= since
            ),
            calendar=self._calendar(dossier.agency, timezone.localdate(since)),
        )

    def _calendar(self, agency: Agency, on: date) -> WorkingCalendar:
        if (agency.pk, on) not in self._calendars:
            self._calendars[agency.pk, on] = calendar_of(agency, on)
        return self._calendars[agency.pk, on]
