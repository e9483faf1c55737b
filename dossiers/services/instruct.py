"""Leaders’ instructions: given with a deadline, followed up, reported, extended, closed."""

from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Instruction, InstructionStep
from dossiers.models.desk import StepKind
from dossiers.permissions import actor_at, places_of
from dossiers.rules.desk import INSTRUCTION_REMINDER
from dossiers.selectors.instructions import about, addressees, is_addressed
from dossiers.services.watch.each import tell_each
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.kernel.text import nfc
from portal.messaging.services import notify
from portal.pages.templatetags.ui import datetime_words

LEADS = frozenset({Role.LEADER})
WORKS = frozenset({Role.LEADER, Role.OFFICER, Role.DESK})
TEXT_MISSING = _("Write what is to be done.")


def instruct(
    *,
    by,
    kind: str,
    key: str,
    text: str,
    due: date,
    to_official=None,
    to_unit: Agency | None = None,
    at: datetime | None = None,
) -> Instruction:
    """Ask an official or a unit for something by the close of the working day `due`, about the
    thing `kind` `key`. By a leader over it; whoever it goes to is told.

    Raises `Invalid`, `NotAllowed`.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    thing = about(kind, key, by, day)
    actor = actor_at(by, [thing.agency_id], LEADS, day) if thing and thing.agency_id else None
    if actor is None:
        raise NotAllowed
    errors = {} if text.strip() else {"text": TEXT_MISSING}
    if (to_official is None) == (to_unit is None):
        errors["to_official"] = _("Choose one official or one unit.")
    elif not _within_reach(by, to_official, to_unit, day):
        errors["to_official"] = _("Choose somebody whom you lead.")
    if errors:
        raise Invalid(errors)
    agency = Agency.objects.get(pk=thing.agency_id)
    due_at = _close_of(due, agency, at)
    with transaction.atomic():
        made = Instruction.objects.create(
            subject_kind=kind,
            subject_id=key,
            agency=agency,
            text=nfc(text).strip(),
            by=by,
            at=at,
            to_official=to_official,
            to_unit=to_unit,
            due_at=due_at,
        )
        event = record("instruction.given", made, actor, {"about": kind, "due": due_at}, at=at)
        _tell(made, event, "instruction", by, at)
    return made


def _within_reach(by, to_official, to_unit: Agency | None, day: date) -> bool:
    led = places_of(by, LEADS, day)
    if to_unit is not None:
        return to_unit.pk in led
    return bool(led & places_of(to_official, WORKS, day))


def _close_of(due: date, agency: Agency, at: datetime) -> datetime:
    """The close of that working day. Raises `Invalid` for a day off, or one that is over."""
    calendar = calendar_of(agency, due)
    if not calendar.is_working(due):
        raise Invalid({"due": _("Nobody works on this day; choose a working day.")})
    closes = calendar.closes(due)
    if closes <= at:
        raise Invalid({"due": _("This day is over.")})
    return closes


@contextmanager
def _stepping(
    instruction: Instruction, by, expected_version: int, kind: StepKind, text: str, at: datetime
):
    """Lock, check the version, let the verb change it, then write the step and its event."""
    with transaction.atomic():
        rows = Instruction.objects.select_for_update(of=("self",))
        locked = rows.select_related("by", "to_official", "to_unit", "agency").get(
            pk=instruction.pk
        )
        if locked.version != expected_version:
            raise Conflict(None, _("Somebody has just changed this instruction. Look at it again."))
        if locked.closed_at is not None:
            raise Conflict(None, _("This instruction is closed."))
        actor = _actor(locked, by, kind, timezone.localdate(at))
        if actor is None:
            raise NotAllowed(_("This is for somebody else to do."))
        yield locked
        locked.version += 1
        locked.save()
        InstructionStep.objects.create(
            instruction=locked,
            kind=kind,
            text=nfc(text).strip(),
            due_at=locked.due_at if kind == StepKind.EXTENDED else None,
            by=by,
            at=at,
        )
        facts = {"due": locked.due_at, "version": locked.version}
        event = record(f"instruction.{kind.lower()}", locked, actor, facts, at=at)
        _tell(locked, event, "instruction_moved", by, at)


def _actor(instruction: Instruction, by, kind: StepKind, day: date) -> Actor | None:
    """Those it goes to report; the leaders over it extend, send back and close; both follow up."""
    leads = actor_at(by, [instruction.agency_id], LEADS, day)
    works = None
    if is_addressed(instruction, by, day):
        works = actor_at(by, places_of(by, WORKS, day), WORKS, day)
    if kind == StepKind.FOLLOW_UP:
        return works or leads
    return works if kind == StepKind.DONE else leads


def follow_up(*, instruction, by, expected_version: int, text: str, at: datetime | None = None):
    """Write how it stands. Raises `Invalid` without text; `NotAllowed`, `Conflict`."""
    at = at or timezone.now()
    if not text.strip():
        raise Invalid({"text": _("Write how it stands.")})
    with _stepping(instruction, by, expected_version, StepKind.FOLLOW_UP, text, at) as locked:
        pass
    return locked


def report_done(*, instruction, by, expected_version: int, text: str, at: datetime | None = None):
    """Whoever it goes to says that it is done, with what was done. Raises `Invalid`, `NotAllowed`,
    `Conflict`.
    """
    at = at or timezone.now()
    if not text.strip():
        raise Invalid({"text": _("Write what was done.")})
    with _stepping(instruction, by, expected_version, StepKind.DONE, text, at) as locked:
        locked.done_at = at
    return locked


def send_back_instruction(
    *, instruction, by, expected_version: int, text: str, at: datetime | None = None
):
    """The leader does not find it done. Raises `Invalid` without text; `NotAllowed`, `Conflict`."""
    at = at or timezone.now()
    if not text.strip():
        raise Invalid({"text": _("Write what is still missing.")})
    with _stepping(instruction, by, expected_version, StepKind.REOPENED, text, at) as locked:
        locked.done_at = None
    return locked


def extend(
    *, instruction, by, expected_version: int, due: date, text: str, at: datetime | None = None
):
    """Give a new, later deadline with a reason; it is watched anew. Raises `Invalid`, `NotAllowed`,
    `Conflict`.
    """
    at = at or timezone.now()
    if not text.strip():
        raise Invalid({"text": _("Write why the deadline moves.")})
    with _stepping(instruction, by, expected_version, StepKind.EXTENDED, text, at) as locked:
        due_at = _close_of(due, locked.agency, at)
        if due_at <= locked.due_at:
            raise Invalid({"due": _("The new day comes after the old one.")})
        locked.due_at, locked.warned_at, locked.missed_at = due_at, None, None
    return locked


def close_instruction(
    *, instruction, by, expected_version: int, text: str = "", at: datetime | None = None
):
    """The leader is content, or wants it no more. Raises `NotAllowed`, `Conflict`."""
    at = at or timezone.now()
    with _stepping(instruction, by, expected_version, StepKind.CLOSED, text, at) as locked:
        locked.closed_at = at
    return locked


def _tell(instruction: Instruction, event: Event, what: str, by, at: datetime) -> None:
    """Everybody concerned but whoever has just acted."""
    people = {person.pk: person for person in addressees(instruction, timezone.localdate(at))}
    if what != "instruction":
        people[instruction.by_id] = instruction.by
    people.pop(by.pk if by else None, None)
    context = {"due": datetime_words(instruction.due_at)}
    for person in people.values():
        link = instruction.get_absolute_url()
        notify(event, f"dossiers/{what}_for_official", person, context, link)


def watch_instructions(at: datetime | None = None) -> int:
    """Remind of what is due within a day, tell of what is late, each once; how many were told."""
    at = at or timezone.now()
    waiting = Instruction.objects.filter(closed_at=None, done_at=None)
    late = waiting.filter(due_at__lt=at, missed_at=None)
    soon = waiting.filter(due_at__range=(at, at + INSTRUCTION_REMINDER), warned_at=None)
    found = [(pk, "late") for pk in late.order_by("pk").values_list("pk", flat=True)]
    found += [(pk, "soon") for pk in soon.order_by("pk").values_list("pk", flat=True)]
    return tell_each(found, lambda pair: _warn(*pair, at))


@transaction.atomic
def _warn(pk: int, what: str, at: datetime) -> bool:
    field = "missed_at" if what == "late" else "warned_at"
    rows = Instruction.objects.select_for_update(of=("self",)).select_related("by", "to_unit")
    instruction = rows.filter(pk=pk, closed_at=None, done_at=None, **{field: None}).first()
    if instruction is None:
        return False
    setattr(instruction, field, at)
    instruction.save(update_fields=[field])
    event = record(f"instruction.{what}", instruction, SYSTEM, {}, at=at)
    day = timezone.localdate(at)
    people = {person.pk: person for person in addressees(instruction, day)}
    if what == "late":
        people[instruction.by_id] = instruction.by
    context = {"due": datetime_words(instruction.due_at)}
    for person in people.values():
        link = instruction.get_absolute_url()
        notify(event, f"dossiers/instruction_{what}_for_official", person, context, link)
    return True
