"""What can be recomputed of the dates of dossiers."""

from collections.abc import Iterator

from dossiers.models import Dossier, DueDate, DueKind
from dossiers.selectors.clock import binding, reply_due, return_due
from portal.audit.checks import Difference, check


@check("derived")
def deadlines_follow_due_dates() -> Iterator[Difference]:
    """The deadline kept for ordering is the date that binds while the house owes something."""
    rows = Dossier.objects.filter(deadline_at__isnull=False).order_by("pk")
    for dossier in rows.iterator(chunk_size=500):
        due = _in_force(dossier)
        at = due and (due.at if due.kind == DueKind.REPLY else binding(dossier, due.at))
        if at != dossier.deadline_at:
            yield Difference(str(dossier), "deadline", str(at), str(dossier.deadline_at))


@check("derived")
def dates_come_out_again() -> Iterator[Difference]:
    """The date in force, computed once more on the calendar it was computed with, is the same."""
    rows = Dossier.objects.filter(deadline_at__isnull=False).select_related(
        "agency__parent", "receiving_agency__parent", "channel", "revision"
    )
    for dossier in rows.order_by("pk").iterator(chunk_size=500):
        due = _in_force(dossier)
        if due is None:
            continue
        again = reply_due(dossier, due.since) if due.kind == DueKind.REPLY else return_due(dossier)
        if again.calendar.version == due.calendar_version and again.answer.at != due.at:
            yield Difference(str(dossier), f"{due.kind} date", str(again.answer.at), str(due.at))


def _in_force(dossier: Dossier) -> DueDate | None:
    """The latest date that was computed for an answer or by the law."""
    computed = dossier.due_dates.filter(kind__in=(DueKind.REPLY, DueKind.STATUTORY))
    return computed.order_by("-pk").first()
