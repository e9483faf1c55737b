"""What the catalogue says, read for pages, the API and the filing of dossiers."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from procedures.models import Case, Channel, Fee, Offering, Paper, Procedure, Revision
from procedures.rules.codes import split_code
from procedures.workflow import State


def public_procedures() -> QuerySet[Procedure]:
    """Procedures anybody may see: with a revision in force and not between agencies only."""
    return Procedure.objects.filter(current__isnull=False, internal=False)


def procedure_of(code: str) -> Procedure | None:
    """The public procedure under a code, long local forms accepted; None when there is none."""
    parts = split_code(code)
    found = public_procedures().select_related("sector", "current__form__form")
    return found.filter(code=parts[0]).first() if parts else None


def published(code: str) -> Revision | None:
    """The revision in force of a public procedure, None when there is none."""
    procedure = procedure_of(code)
    return procedure.current if procedure else None


def revision_on(procedure: Procedure, day: date) -> Revision | None:
    """The revision that was, is or will be in force on the local date `day`."""
    known = procedure.revisions.filter(state__in=[State.PUBLISHED, State.SUPERSEDED])
    in_force = known.filter(in_force_from__lte=day).filter(
        Q(in_force_until=None) | Q(in_force_until__gte=day)
    )
    return in_force.order_by("-in_force_from", "-number").first()


def channels_of(revision: Revision, case: Case | None = None) -> list[Channel]:
    """Channels open in a case: its own, and the common ones it does not replace."""
    fees = Prefetch("fees", Fee.objects.order_by("order", "id"))
    rows = list(revision.channels.select_related("case").prefetch_related(fees))
    own = [channel for channel in rows if case and channel.case_id == case.pk]
    kinds = {channel.kind for channel in own}
    common = [row for row in rows if row.case_id is None and row.kind not in kinds]
    return sorted(own + common, key=lambda row: (row.order, row.pk))


def fees_on(channel: Channel, day: date) -> list[Fee]:
    """Charges of a channel in force on the local date `day`.

    A row with a window stands in for the row of the same key without one.
    """
    holding = [fee for fee in channel.fees.all() if fee.holds_on(day)]
    dated = {fee.key for fee in holding if fee.valid_from or fee.valid_to}
    return [fee for fee in holding if fee.valid_from or fee.valid_to or fee.key not in dated]


def papers_of(revision: Revision, case: Case | None = None) -> list[Paper]:
    """Papers of a case: the common ones and its own, in the order of the law."""
    wanted = Q(case=None) | Q(case=case) if case else Q(case=None)
    return list(revision.papers.filter(wanted))


def offerings_of(procedure: Procedure, day: date) -> QuerySet[Offering]:
    """Agencies that take dossiers of the procedure on the local date `day`."""
    open_then = procedure.offerings.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))
    return open_then.select_related("agency", "desk", "division")


def editors_of(revision: Revision) -> set[int]:
    """Ids of everyone who wrote any part of the revision, from its field history."""
    writers = {revision.created_by_id}
    for history in _histories(revision):
        writers |= set(history.values_list("history_user_id", flat=True).distinct())
    return {user for user in writers if user is not None}


def _histories(revision: Revision) -> list[QuerySet]:
    histories = [
        Revision.history.filter(id=revision.pk),
        Fee.history.filter(channel__revision=revision.pk),
    ]
    histories += [model.history.filter(revision=revision.pk) for model in (Case, Channel, Paper)]
    if revision.form_id:
        histories.append(type(revision.form).history.filter(id=revision.form_id))
    return histories
