"""Dates, days and next steps of a dossier in words for its owner."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dossiers.models import Dossier, DueDate, DueKind
from dossiers.selectors.citizen import Moment
from dossiers.workflow import State
from portal.agencies.wording import citation_words, limit_words, line_words
from portal.documents.models import IssuedDocument
from portal.documents.workflow import PaperKind
from portal.kernel.clock import DayLine, Unit
from portal.kernel.law import Citation

IN_HOUSE = {State.ACCEPTED, State.PROCESSING, State.PROPOSED, State.HELD, State.SIGNING}


@dataclass(frozen=True)
class Day:
    line: DayLine
    words: str


@dataclass(frozen=True)
class Due:
    """The date that matters now: what it is for, when, the limit in words, the law.

    `promised` is the date on the receipt where it differs from the legal one, `given` the new date
    of an apology.
    """

    label: str
    at: datetime | None
    since: datetime
    limit: str
    days: list[Day]
    citations: list[str]
    promised: datetime | None = None
    given: datetime | None = None

    @property
    def counted(self) -> int:
        return sum(day.line.counted for day in self.days)


def due_now(dossier: Dossier, dues: dict[str, DueDate]) -> Due | None:
    """The date the house is bound to in this state; None when nothing binds it."""
    if dossier.state == State.SUBMITTED and DueKind.REPLY in dues:
        return _due(_("An official answers by"), dues[DueKind.REPLY])
    if dossier.state in IN_HOUSE and DueKind.STATUTORY in dues:
        row, promised = dues[DueKind.STATUTORY], dues.get(DueKind.PROMISED)
        differs = promised is not None and promised.at != row.at
        due = _due(_("The result is due by"), row, promised.at if differs else None)
        given = dues.get(DueKind.REPROMISED)
        return replace(due, given=given.at) if given else due
    return None


def _due(label: str, row: DueDate, promised: datetime | None = None) -> Due:
    lines = [DayLine.from_json(day) for day in row.days]
    return Due(
        label=label,
        at=row.at,
        since=row.since,
        limit=limit_words(row.limit, Unit(row.unit)),
        days=[Day(line, line_words(line)) for line in lines],
        citations=[citation_words(Citation.from_key(key)) for key in row.citations],
        promised=promised,
    )


def next_moment(dossier: Dossier) -> list[Moment]:
    """What comes next, as the last entry of the timeline; nothing once all is over."""
    if dossier.is_final:
        return []
    row = dossier.row
    by = "" if dossier.waits_for_owner else str(dossier.holder)
    return [Moment(at=None, title=row.label, by=by, text=dossier.for_owner, kind="now")]


def waiting_papers(dossier: Dossier, made: list[IssuedDocument]) -> list[str | Promise]:
    """Papers that are ordered and not made yet: the page says they are being prepared."""
    kinds = {paper.kind for paper in made}
    due = {
        PaperKind.RECEIPT: dossier.accepted_at is not None,
        PaperKind.SUPPLEMENT: dossier.is_asked_to_complete,
        PaperKind.REFUSAL: dossier.state == State.REFUSED,
        PaperKind.STOP: dossier.state == State.STOPPED,
        PaperKind.GIVEN_BACK: dossier.state == State.GIVEN_BACK,
        PaperKind.RESULT: dossier.state == State.SIGNING,
    }
    return [kind.label for kind, ordered in due.items() if ordered and kind not in kinds]
