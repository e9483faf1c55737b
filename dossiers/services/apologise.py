"""The apology with the one new date that the law allows (NĐ 61/2018, art. 19(9)): prepared by the
portal, written by an official, signed by a leader.
"""

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Apology, Dossier
from dossiers.models.late import BreachKind
from dossiers.rules.extension import MAXIMUM
from dossiers.selectors.clock import binding
from dossiers.services.breach import note_breach
from dossiers.services.change import Change, changing
from dossiers.services.clock import set_new_date
from dossiers.services.papers import order_paper
from dossiers.services.tell import tell
from dossiers.workflow import Action
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of, holders, post_title
from portal.documents.workflow import PaperKind
from portal.messaging.services import notify

ONCE = _(
    "The agency has apologised and given a new date once. The law allows no further one: finish "
    "the dossier, or explain the delay."
)
REASON_MISSING = _("Write why it is late: the applicant reads it.")
NOT_WRITTEN = _("Nobody has written the reason and the new date yet.")
SECOND_PERSON = _("Somebody other than the author must sign it.")
NO_DATE = _("This dossier has no date that could be missed.")
TOO_EARLY = _("The new date must lie after today and after %(date)s.")
DAY_OFF = _("The new date must be a working day.")
REMARKS_MISSING = _("Write what should change.")


def draft_apology(*, dossier: Dossier, by=None, expected_version=None, at: datetime | None = None):
    """Open the apology before it is needed, and tell who works on the dossier. Raises `Conflict`
    when there is one, `NotAllowed`.
    """
    action = Action.DRAFT_APOLOGY
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        dossier = change.dossier
        if Apology.objects.filter(dossier=dossier).exists() or dossier.deadline_at is None:
            raise Conflict(dossier)
        apology = Apology.objects.create(dossier=dossier, drafted_at=change.at)
        event = change.record(apology=apology.pk)
        for official in workers_on(dossier, timezone.localdate(change.at)):
            context = {"dossier": dossier}
            text = "dossiers/apology_prepared_for_official"
            notify(event, text, official, context, dossier.desk_url)
    return apology


def workers_on(dossier: Dossier, day: date):
    """Who works on a dossier: the official it was given to, else all of the unit that holds it."""
    if dossier.assignee_id is not None:
        return [dossier.assignee]
    return get_user_model().objects.filter(pk__in=holders(Role.OFFICER, dossier.holder, day))


def write_apology(
    *,
    dossier: Dossier,
    by,
    expected_version: int,
    reason: str,
    new_date: date,
    at: datetime | None = None,
) -> Apology:
    """Write the reason and propose the new date; leaders are told. It may be written anew until it
    is signed. Raises `Invalid` without a reason, for a date that is not later or no working day,
    and once an apology was signed; `NotAllowed`, `Conflict`.
    """
    if not reason.strip():
        raise Invalid({"reason": REASON_MISSING})
    action = Action.WRITE_APOLOGY
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        dossier = change.dossier
        apology, _new = Apology.objects.get_or_create(
            dossier=dossier, defaults={"drafted_at": change.at}
        )
        _refuse_second(apology)
        _check_date(dossier, new_date, change.at)
        apology.reason, apology.new_date = reason.strip(), new_date
        apology.written_by, apology.written_at, apology.remarks = by, change.at, ""
        apology.save()
        event = change.record(apology=apology.pk, new_date=new_date.isoformat())
        _tell_leaders(event, change, apology)
    return apology


def return_apology(
    *, dossier: Dossier, by, expected_version: int, remarks: str, at: datetime | None = None
) -> Apology:
    """Send it back to its author with remarks. Raises `Invalid`, `NotAllowed`, `Conflict`."""
    if not remarks.strip():
        raise Invalid({"remarks": REMARKS_MISSING})
    action = Action.RETURN_APOLOGY
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        apology = _written(change.dossier)
        author, apology.remarks = apology.written_by, remarks.strip()
        apology.written_by = apology.written_at = None
        apology.save()
        event = change.record(apology=apology.pk)
        context = {"dossier": change.dossier, "apology": apology}
        text = "dossiers/apology_returned_for_official"
        notify(event, text, author, context, change.dossier.desk_url)
    return apology


def sign_apology(
    *, dossier: Dossier, by, expected_version: int, at: datetime | None = None
) -> Apology:
    """Sign the apology: its paper is issued, the new date binds from now on, the owner is told.

    The law's date and the promised one stay as they are. Signed after the date it replaces, it is
    `late`: it saves nobody from the figures, and the date that passed without one is a breach,
    whether or not the watch saw it pass. Raises `Invalid` when one was signed or nothing is
    written, `NotAllowed` for its author, `Conflict`.
    """
    action = Action.SIGN_APOLOGY
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        dossier, day = change.dossier, timezone.localdate(change.at)
        apology = _written(dossier)
        if apology.written_by_id == by.pk:
            raise NotAllowed(SECOND_PERSON)
        _check_date(dossier, apology.new_date, change.at)
        apology.before = _owed(dossier)
        apology.late = change.at > apology.before
        apology.signed_by, apology.signed_at = by, change.at
        apology.signed_post = post_title(by, dossier.agency, day)
        apology.save()
        due = set_new_date(dossier, apology.new_date, change.at)
        breach = note_breach(dossier, BreachKind.NO_APOLOGY, change.at) if apology.late else ""
        event = change.record(apology=apology.pk, due=due.pk, late=apology.late, breach=breach)
        order_paper(PaperKind.APOLOGY, event, dossier)
        context = {"dossier": dossier, "apology": apology, "due": due}
        link = dossier.get_absolute_url()
        tell(event, "dossiers/apology_for_citizen", dossier, context, link)
    return apology


def _written(dossier: Dossier) -> Apology:
    """The apology that waits for a signature, locked."""
    apology = Apology.objects.select_for_update().filter(dossier=dossier).first()
    if apology is None or apology.written_at is None:
        raise Invalid({"apology": NOT_WRITTEN})
    _refuse_second(apology)
    return apology


def _refuse_second(apology: Apology) -> None:
    given = int(apology.signed_at is not None)
    if given >= MAXIMUM.on(apology.dossier.rules_day):
        raise Invalid({"apology": ONCE})


def _owed(dossier: Dossier) -> datetime:
    """The date that is going to be missed, or was."""
    lawful = dossier.due_dates.filter(kind="STATUTORY").order_by("pk").last()
    at = binding(dossier, lawful.at if lawful else None)
    if at is None:
        raise Invalid({"new_date": NO_DATE})
    return at


def _check_date(dossier: Dossier, new_date: date, at: datetime) -> None:
    day, before = timezone.localdate(at), timezone.localdate(_owed(dossier))
    if new_date <= max(day, before):
        raise Invalid({"new_date": TOO_EARLY % {"date": f"{max(day, before):%d/%m/%Y}"}})
    if not calendar_of(dossier.agency, day).is_working(new_date):
        raise Invalid({"new_date": DAY_OFF})


def _tell_leaders(event, change: Change, apology: Apology) -> None:
    dossier = change.dossier
    people = holders(Role.LEADER, dossier.agency, timezone.localdate(change.at))
    for leader in get_user_model().objects.filter(pk__in=people).exclude(pk=apology.written_by_id):
        context = {"dossier": dossier, "apology": apology}
        notify(event, "dossiers/apology_to_sign_for_official", leader, context, dossier.desk_url)
