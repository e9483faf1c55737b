"""What the catalogue says, read for pages, the API and the filing of dossiers."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from portal.agencies.models import AgencyIdentifier
from procedures.models import Case, Channel, Fee, LocalTerms, Offering, Paper, Procedure, Revision
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


def open_offerings(day: date) -> QuerySet[Offering]:
    """Everything that agencies take on the local date `day`."""
    open_then = Q(until=None) | Q(until__gte=day)
    return Offering.objects.filter(open_then, since__lte=day)


def offerings_of(procedure: Procedure, day: date) -> list[Offering]:
    """Agencies that take dossiers of the procedure on the local date `day`, in their order."""
    found = open_offerings(day).filter(procedure=procedure)
    return list(
        found.select_related("agency", "desk", "division").order_by("agency__name_key", "id")
    )


def codes_of(offerings: list[Offering], day: date) -> dict[int, str]:
    """Legal codes, new form, of the agencies that offer, by the agency's id."""
    agencies = [offering.agency_id for offering in offerings]
    held = AgencyIdentifier.objects.in_force(day).filter(
        agency__in=agencies, form=AgencyIdentifier.Form.NEW
    )
    return dict(held.values_list("agency_id", "code"))


def with_facts(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """With everything a line of a list shows, in a fixed number of queries."""
    fees = Prefetch("fees", Fee.objects.order_by("order", "id"))
    channels = Channel.objects.filter(case=None).order_by("order", "id").prefetch_related(fees)
    # What the province lays down is prefetched whole, and narrowed to a day by `in_force`.
    texts = LocalTerms.objects.filter(state=State.PUBLISHED).order_by("-in_force_from", "-pk")
    local = Prefetch("local_terms", texts.prefetch_related("fees", "limits"), "published_terms")
    return procedures.select_related("sector", "current").prefetch_related(
        Prefetch("current__channels", channels), local
    )


def page_after(procedures: QuerySet[Procedure], after: str, size: int) -> list[Procedure]:
    """The next `size` + 1 procedures in the order of their names, behind the code `after`.

    One more than shown tells whether there is a next page; nothing is counted.
    """
    last = Procedure.objects.filter(code=after).first() if after else None
    if last is not None:
        behind = Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, pk__gt=last.pk)
        procedures = procedures.filter(behind)
    return list(with_facts(procedures).order_by("sort_key", "pk")[: size + 1])


def best_first(
    procedures: QuerySet[Procedure], codes: list[str], after: str, size: int
) -> list[Procedure]:
    """The next `size` + 1 of `codes` that are among `procedures`, in the order of `codes`."""
    allowed = set(procedures.filter(code__in=codes).values_list("code", flat=True))
    kept = [code for code in codes if code in allowed]
    start = kept.index(after) + 1 if after in kept else 0
    shown = kept[start : start + size + 1]
    found = {each.code: each for each in with_facts(procedures.filter(code__in=shown))}
    return [found[code] for code in shown]
