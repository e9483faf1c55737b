"""An opinion on the handling of a dossier: a named official drafts the answer, the head approves
and sends it, the finding is counted (TT 01/2018/TT-VPCP, art. 17(1đ)).
"""

from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, DossierError, Invalid, NotAllowed
from dossiers.models import Dossier, ExplanationCase
from dossiers.models.explanation import Finding, Source
from dossiers.models.late import BreachKind
from dossiers.permissions import may_act
from dossiers.rules.explanation import ANSWER_WORKING_DAYS
from dossiers.selectors.explanations import may, officials_for
from dossiers.services.archive.take_out import wake
from dossiers.services.breach import note_breach
from dossiers.services.figures import count_breach, count_explanation
from dossiers.services.tell import tell
from dossiers.services.watch.each import tell_each
from dossiers.workflow.explanation import EXPLANATIONS, ExplanationAction, ExplanationState
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of, holders
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.kernel.clock import Unit, due
from portal.messaging.services import notify

OPEN_ALREADY = _("The agency is answering an opinion of yours on this dossier already.")
OPINION_MISSING = _("Write what went wrong.")
TOO_LONG = _("At most 5,000 characters, please.")
ELSEWHERE = _("Choose an official of this agency.")
ANSWER_MISSING = _("Write the answer.")
FINDING_MISSING = _("Choose what was found.")
REMARKS_MISSING = _("Write what should change.")
SECOND_PERSON = _("Somebody other than the author must approve it.")
MOVED_ON = _("Somebody else has worked on this case since you opened it. Look at it again.")
LONGEST = 5000


class CaseMoved(DossierError):
    """Somebody else was faster with this case."""

    message = MOVED_ON


def open_explanation(
    *,
    dossier: Dossier,
    by,
    opinion: str,
    source: str = Source.COMPLAINT,
    at: datetime | None = None,
) -> ExplanationCase:
    """Take in an opinion on the handling; the clock runs from its receipt. `by=None` is the portal,
    which asks for an explanation itself. A dossier in the archive is taken out by it.

    Raises `Invalid` without words, `NotAllowed` for anybody but the owner, `Conflict` while one is
    being answered.
    """
    at = at or timezone.now()
    if by is not None and not opinion.strip():
        raise Invalid({"opinion": OPINION_MISSING})
    if len(opinion) > LONGEST:
        raise Invalid({"opinion": TOO_LONG})
    with transaction.atomic():
        locked = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
        if by is not None and not may_act(by, locked, timezone.localdate(at)):
            raise NotAllowed
        if locked.explanations.filter(answered_at=None).exists():
            raise Conflict(locked, OPEN_ALREADY)
        actor = Actor.citizen(by) if by is not None else SYSTEM
        wake(locked, actor, at)
        case = ExplanationCase.objects.create(
            dossier=locked,
            source=source,
            opinion=opinion.strip(),
            opened_by=by,
            opened_at=at,
            agency=locked.agency.authority,
            due_at=_due(locked, at),
            state=ExplanationState.OPEN,
        )
        event = _record(case, ExplanationAction.OPEN, actor, at)
        _tell_opening(event, case, by, at)
    return case


def _due(dossier: Dossier, at: datetime) -> datetime:
    day = timezone.localdate(at)
    calendar = calendar_of(dossier.agency, day)
    return due(at, ANSWER_WORKING_DAYS.on(day), Unit.WORKING_DAY, calendar).at


def name_official(
    *, case: ExplanationCase, by, expected_version: int, official, at: datetime | None = None
) -> ExplanationCase:
    """Say who answers. Raises `Invalid` for one of another agency, `NotAllowed`, `CaseMoved`."""
    with _working(case, ExplanationAction.NAME, by, expected_version, at) as (case, save):
        if official not in officials_for(case, timezone.localdate(at)):
            raise Invalid({"official": ELSEWHERE})
        case.official = official
        event = save(official=official.pk)
        _notify(event, "explanation_named_for_official", official, case)
    return case


def draft_explanation(
    *,
    case: ExplanationCase,
    by,
    expected_version: int,
    answer: str,
    finding: str,
    at: datetime | None = None,
) -> ExplanationCase:
    """Submit the answer to the head; only the named official does. Raises `Invalid`, `NotAllowed`,
    `CaseMoved`.
    """
    errors = {}
    if not answer.strip():
        errors["answer"] = ANSWER_MISSING
    if finding not in Finding.values:
        errors["finding"] = FINDING_MISSING
    if errors:
        raise Invalid(errors)
    with _working(case, ExplanationAction.DRAFT, by, expected_version, at) as (case, save):
        case.answer, case.finding, case.drafted_by = answer.strip(), finding, by
        case.remarks = ""
        event = save()
        for leader in _leaders(case).exclude(pk=by.pk):
            _notify(event, "explanation_drafted_for_official", leader, case)
    return case


def send_back_explanation(
    *, case: ExplanationCase, by, expected_version: int, remarks: str, at: datetime | None = None
) -> ExplanationCase:
    """Ask the official for another draft. Raises `Invalid`, `NotAllowed`, `CaseMoved`."""
    if not remarks.strip():
        raise Invalid({"remarks": REMARKS_MISSING})
    with _working(case, ExplanationAction.SEND_BACK, by, expected_version, at) as (case, save):
        case.remarks = remarks.strip()
        event = save()
        _notify(event, "explanation_returned_for_official", case.official, case)
    return case


def approve_explanation(
    *, case: ExplanationCase, by, expected_version: int, at: datetime | None = None
) -> ExplanationCase:
    """The head approves: the answer goes to the person, the finding is counted. Raises
    `NotAllowed` for the author, `CaseMoved`.
    """
    with _working(case, ExplanationAction.APPROVE, by, expected_version, at) as (case, save):
        if case.drafted_by_id == by.pk:
            raise NotAllowed(SECOND_PERSON)
        case.approved_by, case.answered_at = by, at or timezone.now()
        event = save(finding=case.finding)
        count_explanation(case)
        if case.opened_by is not None:
            link = case.dossier.get_absolute_url()
            context = {"dossier": case.dossier, "case": case}
            tell(event, "dossiers/explained_for_citizen", case.dossier, context, link)
    return case


def watch_explanations(at: datetime | None = None) -> int:
    """Tell heads of answers that are overdue, once, and put it on record. Returns how many."""
    at = at or timezone.now()
    overdue = ExplanationCase.objects.filter(answered_at=None, missed_at=None, due_at__lt=at)
    return tell_each(overdue, lambda case: _missed(case, at))


def _missed(found: ExplanationCase, at: datetime) -> bool:
    """False when it was answered, or another watch has told, since it was found."""
    with transaction.atomic():
        Dossier.objects.select_for_update(of=("self",)).get(pk=found.dossier_id)
        case = ExplanationCase.objects.select_for_update().get(pk=found.pk)
        if case.answered_at is not None or case.missed_at is not None:
            return False
        case.missed_at = at
        case.save(update_fields=["missed_at"])
        kind = BreachKind.LATE_EXPLANATION
        if note_breach(case.dossier, kind, at, case.official):
            count_breach(case.dossier, kind, at)
        event = _record(case, ExplanationAction.MISS, SYSTEM, at)
        for leader in _leaders(case):
            _notify(event, "explanation_late_for_official", leader, case)
    return True


@contextmanager
def _working(case: ExplanationCase, action: ExplanationAction, by, expected_version: int, at):
    """Lock a case for one action; yields it and the function that saves it and writes the event."""
    at = at or timezone.now()
    with transaction.atomic():
        locked = (
            ExplanationCase.objects.select_for_update(of=("self",))
            .select_related("dossier__agency", "agency", "opened_by", "official")
            .get(pk=case.pk)
        )
        actor = may(by, action, locked, timezone.localdate(at))
        if actor is None:
            raise NotAllowed
        moves = EXPLANATIONS[action].moves
        if locked.version != expected_version or locked.state not in moves:
            raise CaseMoved

        def save(**facts) -> Event:
            locked.state = moves[locked.state]
            locked.version += 1
            locked.save()
            return _record(locked, action, actor, at, **facts)

        yield locked, save


def _record(case: ExplanationCase, action: ExplanationAction, actor, at, **facts) -> Event:
    return record(
        f"explanation.{action}",
        case,
        actor,
        {"dossier": case.dossier_id, "to": str(case.state), "version": case.version, **facts},
        at=at,
    )


def _leaders(case: ExplanationCase):
    people = holders(Role.LEADER, case.agency, timezone.localdate())
    return get_user_model().objects.filter(pk__in=people)


def _tell_opening(event: Event, case: ExplanationCase, by, at: datetime) -> None:
    for leader in _leaders(case):
        _notify(event, "explanation_opened_for_official", leader, case)
    if by is not None:
        context = {"dossier": case.dossier, "case": case}
        text, link = "dossiers/opinion_received_for_citizen", case.dossier.get_absolute_url()
        notify(event, text, by, context, link)


def _notify(event: Event, text: str, to, case: ExplanationCase) -> None:
    context = {"dossier": case.dossier, "case": case}
    notify(event, f"dossiers/{text}", to, context, case.desk_url)
