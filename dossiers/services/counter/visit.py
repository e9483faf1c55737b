"""Who stands at the counter: opened with the person found, closed with the next one."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Authority, Visit
from dossiers.models.intake import Way
from dossiers.permissions import places_of
from dossiers.selectors.acting import organisations_for
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.services import record

NOT_HIS = _("This person does not represent the organisation today.")
OWN = _("Nobody takes in a dossier of their own. Ask a colleague at the desk.")
BACKWARDS = _("The authority ends before it begins.")
NOT_TODAY = _("The authority is not good for today. It counts from %(since)s to %(until)s.")


def open_visit(
    *,
    desk: Agency,
    person,
    by,
    actor: Actor,
    way: str = Way.PERSON,
    partner: str = "",
    letter_number: str = "",
    letter_date: date | None = None,
    at: datetime | None = None,
) -> Visit:
    """Begin with the next person, envelope or partner at `desk`. What this clerk had open before is
    closed. Raises `NotAllowed` for another desk, `Invalid` for one's own dossiers.
    """
    at = at or timezone.now()
    if desk.pk not in places_of(by, {Role.DESK}, timezone.localdate(at)):
        raise NotAllowed
    if person == by:
        raise Invalid({"person": OWN})
    with transaction.atomic():
        Visit.objects.filter(clerk=by, closed_at=None).update(closed_at=at)
        visit = Visit.objects.create(
            desk=desk,
            clerk=by,
            way=way,
            person=person,
            partner=partner.strip(),
            letter_number=letter_number.strip(),
            letter_date=letter_date,
            opened_at=at,
        )
        record("visit.opened", visit, actor, {"way": visit.way, "desk": desk.pk}, at=at)
    return visit


def choose_organisation(*, visit: Visit, organisation, by) -> Visit:
    """From now on the dossiers of this visit are the organisation's, or the person's own again.
    Raises `Invalid`, `NotAllowed`.
    """
    with transaction.atomic():
        locked = lock_visit(visit, by)
        mine = organisations_for(locked.person, timezone.localdate())
        if organisation is not None and not mine.filter(pk=organisation.pk).exists():
            raise Invalid({"organisation": NOT_HIS})
        locked.organisation = organisation
        locked.save(update_fields=["organisation"])
    return locked


def name_delegate(
    *,
    visit: Visit,
    by,
    actor: Actor,
    name: str,
    number: str,
    paper: str,
    since: date,
    until: date | None = None,
    phone: str = "",
    file=None,
    at: datetime | None = None,
) -> Authority:
    """Somebody else brings the owner's dossiers, by a paper that is good today (NĐ 61/2018, art.
    6(2b)). Naming another replaces him. Raises `Invalid`, `NotAllowed`.
    """
    at = at or timezone.now()
    check_days(since, until, timezone.localdate(at))
    with transaction.atomic():
        locked = lock_visit(visit, by)
        Authority.objects.filter(visit=locked).delete()
        authority = Authority.objects.create(
            visit=locked,
            name=name.strip(),
            number=number,
            phone=phone,
            paper=paper.strip(),
            since=since,
            until=until,
            file=file,
        )
        record("visit.delegate_named", locked, actor, {"since": since, "until": until}, at=at)
    return authority


def check_days(since: date, until: date | None, today: date) -> None:
    """Raises `Invalid` for an authority that is not good on `today`."""
    if until is not None and until < since:
        raise Invalid({"until": BACKWARDS})
    if not since <= today <= (until or today):
        words = {"since": f"{since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}" if until else "…"}
        raise Invalid({"since": NOT_TODAY % words})


def close_visit(*, visit: Visit, by, at: datetime | None = None) -> Visit:
    """The person goes. Closing twice changes nothing."""
    with transaction.atomic():
        locked = lock_visit(visit, by)
        locked.closed_at = locked.closed_at or at or timezone.now()
        locked.save(update_fields=["closed_at"])
    return locked


def lock_visit(visit: Visit, by) -> Visit:
    """The row, locked, for a clerk of its desk. Raises `NotAllowed`."""
    locked = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("desk", "person")
        .get(pk=visit.pk)
    )
    if locked.desk_id not in places_of(by, {Role.DESK}, timezone.localdate()):
        raise NotAllowed
    return locked
