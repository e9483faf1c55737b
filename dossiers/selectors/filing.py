"""What a person may file online, where, in which situation."""

from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier, Draft
from dossiers.permissions import owned_by
from dossiers.workflow import FINAL
from procedures.models import Case, Channel, Offering, Procedure, Revision
from procedures.models.choices import ChannelKind, ServiceLevel
from procedures.selectors import channels_of, open_offerings

NOT_ONLINE = _("This procedure cannot be filed online. Bring the papers to the desk or post them.")
NO_AGENCY = _("No agency takes this procedure online today.")
ELSEWHERE = _("This procedure is filed on the national portal.")


def online_offerings(procedure: Procedure, on: date) -> QuerySet[Offering]:
    """The agencies that take `procedure` online on the local day `on`."""
    return (
        open_offerings(on)
        .filter(procedure=procedure, channels__contains=[ChannelKind.ONLINE])
        .select_related("agency", "desk", "division")
        .order_by("agency__name_key", "pk")
    )


def online_channel(revision: Revision, case: Case | None) -> Channel | None:
    """The online channel of a case; the one common to all cases where it has none of its own."""
    channels = channels_of(revision, case)
    return next((row for row in channels if row.kind == ChannelKind.ONLINE), None)


def online_cases(revision: Revision) -> list[Case]:
    """The situations that can be filed online."""
    return [case for case in revision.cases.all() if online_channel(revision, case)]


def why_not_online(procedure: Procedure, on: date) -> Promise | None:
    """Why nobody can file `procedure` here online on that day; None when it can be filed."""
    revision = procedure.current
    if procedure.filed_at:
        return ELSEWHERE
    if procedure.internal or revision is None or revision.level < ServiceLevel.FILING:
        return NOT_ONLINE
    if not revision.channels.filter(kind=ChannelKind.ONLINE).exists():
        return NOT_ONLINE
    return None if online_offerings(procedure, on).exists() else NO_AGENCY


def drafts_for(user, procedure: Procedure) -> QuerySet[Draft]:
    """What this person has begun for the procedure, latest first."""
    return Draft.objects.filter(owner=user, revision__procedure=procedure).select_related(
        "agency", "organisation", "mandate__principal", "child", "case"
    )


def open_dossiers_for(user, procedure: Procedure, on: date) -> QuerySet[Dossier]:
    """What this person has sent for the procedure and what is not finished."""
    return (
        owned_by(user, on)
        .filter(revision__procedure=procedure)
        .exclude(state__in=FINAL)
        .select_related("agency", "revision")
    )
