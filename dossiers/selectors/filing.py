"""What a person may file online, where, in which situation and for whom."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier, Draft
from dossiers.permissions import owned_by
from dossiers.workflow import FINAL
from procedures.models import Case, Channel, Offering, Procedure, Revision
from procedures.models.choices import ChannelKind, ServiceLevel

NOT_ONLINE = _("This procedure cannot be filed online. Bring the papers to the desk or post them.")
NO_AGENCY = _("No agency takes this procedure online today.")
ELSEWHERE = _("This procedure is filed on the national portal.")


def online_offerings(procedure: Procedure, on: date) -> QuerySet[Offering]:
    """The agencies that take `procedure` online on the local day `on`."""
    return _offerings(procedure, on).filter(channels__contains=[ChannelKind.ONLINE])


def all_offerings(procedure: Procedure, on: date) -> QuerySet[Offering]:
    """The agencies that take `procedure` in any way on the local day `on`."""
    return _offerings(procedure, on)


def _offerings(procedure: Procedure, on: date) -> QuerySet[Offering]:
    open_then = Q(until=None) | Q(until__gte=on)
    return (
        procedure.offerings.filter(open_then, since__lte=on)
        .select_related("agency", "desk")
        .order_by("agency__sort_key", "agency_id")
    )


def online_channel(revision: Revision, case: Case | None) -> Channel | None:
    """The online channel of a case; the one common to all cases where it has none of its own."""
    own = Q(case=case) if case else Q(pk=None)
    return (
        revision.channels.filter(own | Q(case=None), kind=ChannelKind.ONLINE)
        .order_by("case")
        .first()
    )


def online_cases(revision: Revision) -> list[Case]:
    """The situations that can be filed online."""
    common = revision.channels.filter(case=None, kind=ChannelKind.ONLINE).exists()
    own = Q(channels__kind=ChannelKind.ONLINE)
    return list(revision.cases.filter(Q() if common else own).distinct().order_by("order", "id"))


def why_not_online(procedure: Procedure, on: date) -> Promise | None:
    """Why nobody can file `procedure` here online on that day; None when it can be filed."""
    revision = procedure.current
    if procedure.external_url:
        return ELSEWHERE
    if procedure.internal or revision is None or revision.level < ServiceLevel.FILING:
        return NOT_ONLINE
    if not revision.channels.filter(kind=ChannelKind.ONLINE).exists():
        return NOT_ONLINE
    return None if online_offerings(procedure, on).exists() else NO_AGENCY


def drafts_for(user, procedure: Procedure) -> QuerySet[Draft]:
    """What this person has begun for the procedure, latest first."""
    return Draft.objects.filter(owner=user, revision__procedure=procedure).select_related(
        "agency", "organisation", "case"
    )


def open_dossiers_for(user, procedure: Procedure, on: date) -> QuerySet[Dossier]:
    """What this person has sent for the procedure and what is not finished."""
    return (
        owned_by(user, on)
        .filter(revision__procedure=procedure)
        .exclude(state__in=FINAL)
        .select_related("agency")
    )
