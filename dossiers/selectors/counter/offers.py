"""What a desk takes in: its own procedures, and those that any desk may take."""

from collections import Counter
from datetime import date

from django.db.models import Q, QuerySet

from dossiers.models import Intake
from dossiers.models.intake import Way
from dossiers.rules.counter import FAVOURITES, LOOK_BACK
from portal.agencies.models import Agency
from portal.kernel.text import fold
from procedures.models import Case, Channel, Offering
from procedures.models.choices import ChannelKind
from procedures.selectors import open_offerings

CHANNEL = {
    Way.PERSON: ChannelKind.COUNTER,
    Way.ENVELOPE: ChannelKind.POST,
    Way.PARTNER: ChannelKind.COUNTER,
}
MOST = 12


def receivable(desk: Agency, way: str, on: date) -> QuerySet[Offering]:
    """The offerings from which `desk` takes dossiers that come this way on the local day `on`:
    those it is the desk of, and those that any desk may take for another agency (NĐ 118/2025, art.
    14(4)).
    """
    return (
        open_offerings(on)
        .filter(Q(desk=desk) | Q(anywhere=True), channels__contains=[CHANNEL[Way(way)]])
        .filter(procedure__current__isnull=False)
        .select_related("procedure__current__form", "agency", "desk", "division")
        .prefetch_related("procedure__current__cases", "procedure__current__channels")
    )


def found(offerings: QuerySet[Offering], text: str) -> list[Offering]:
    """By code or by a few letters of the name, with or without diacritics; own agency first."""
    words = fold(text).split()
    if not words:
        return []
    by_code = offerings.filter(procedure__code__startswith=text.strip())
    if rows := list(by_code.order_by("procedure__code", "agency__name_key")[:MOST]):
        return rows
    rows = offerings.order_by("procedure__sort_key", "agency__name_key", "pk")
    return [row for row in rows if _has(row, words)][:MOST]


def _has(offering: Offering, words: list[str]) -> bool:
    """Every word begins a word of one of the procedure's names."""
    revision = offering.procedure.current
    names = fold(f"{revision.name} {revision.everyday_name}").split()
    return all(any(name.startswith(word) for name in names) for word in words)


def favourites(clerk, offerings: QuerySet[Offering]) -> list[Offering]:
    """What this clerk took in most often of late, the most frequent first."""
    rows = Intake.objects.filter(visit__clerk=clerk).order_by("-pk")
    used = Counter(rows.values_list("procedure_id", flat=True)[:LOOK_BACK])
    places = {pk: place for place, (pk, _times) in enumerate(used.most_common())}
    known = [row for row in offerings.filter(procedure__in=places) if row.procedure_id in places]
    known.sort(key=lambda row: (places[row.procedure_id], row.agency.name_key, row.pk))
    return known[:FAVOURITES]


def cases_for(offering: Offering, way: str) -> list[Case]:
    """The situations that can be taken in this way; none where the procedure knows only one."""
    cases = sorted(offering.procedure.current.cases.all(), key=lambda case: (case.order, case.pk))
    return [case for case in cases if channel_for(offering, case, way)]


def channel_for(offering: Offering, case: Case | None, way: str) -> Channel | None:
    """The case's own channel of this kind, else the one common to all cases."""
    channels = offering.procedure.current.channels.all()
    fit = [channel for channel in channels if channel.kind == CHANNEL[Way(way)]]
    own = [channel for channel in fit if case is not None and channel.case_id == case.pk]
    common = [channel for channel in fit if channel.case_id is None]
    return next(iter(own + common), None)
