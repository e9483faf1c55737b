"""Leaders’ instructions: to whom, about what, by when; which a person sees."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Prefetch, Q, QuerySet

from dossiers.models import Dossier, Instruction, InstructionStep
from dossiers.permissions import WORKERS, places_of, visible_to
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import holders

OVERSEERS = frozenset({Role.LEADER, Role.AUDITOR})


@dataclass(frozen=True)
class About:
    """What an instruction is about, for a reader: its name, and its page if he may open it.
    `agency_id` is whose leaders give instructions on it.
    """

    name: str
    url: str
    agency_id: int | None = None


Describe = Callable[[str, object, date], About | None]

_subjects: dict[str, Describe] = {}


def subject_of_instructions(kind: str, describe: Describe) -> None:
    """`describe(id, reader, day)` tells of a thing of this kind; None when there is none."""
    _subjects[kind] = describe


def about(kind: str, key: str, reader, on: date) -> About | None:
    describe = _subjects.get(kind)
    return describe(key, reader, on) if describe else None


def about_dossier(key: str, reader, on: date) -> About | None:
    found = Dossier.objects.filter(pk=int(key)).first() if key.isdecimal() else None
    if found is None:
        return None
    may_open = visible_to(reader, on).filter(pk=found.pk).exists()
    return About(found.reference, found.desk_url if may_open else "", found.agency_id)


def about_unit(key: str, reader, on: date) -> About | None:
    found = Agency.objects.filter(pk=int(key)).first() if key.isdecimal() else None
    return About(found.name, "", found.pk) if found else None


def instructions_for(user, on: date) -> QuerySet[Instruction]:
    """Those he gave, those that go to him or to a unit where he works, and, for leaders and
    auditors, those of their agencies.
    """
    work, over = places_of(user, WORKERS | {Role.DESK}, on), places_of(user, OVERSEERS, on)
    return (
        Instruction.objects.filter(
            Q(by=user) | Q(to_official=user) | Q(to_unit__in=work) | Q(agency__in=over)
        )
        .select_related("by", "to_official", "to_unit", "agency")
        .order_by("due_at", "pk")
    )


LISTS: dict[str, Callable[[QuerySet[Instruction], object, datetime], QuerySet[Instruction]]] = {
    "open": lambda rows, user, now: rows.filter(closed_at=None),
    "late": lambda rows, user, now: rows.filter(closed_at=None, done_at=None, due_at__lt=now),
    "mine": lambda rows, user, now: rows.filter(closed_at=None).exclude(by=user),
    "given": lambda rows, user, now: rows.filter(by=user, closed_at=None),
    "closed": lambda rows, user, now: rows.filter(closed_at__isnull=False).order_by(
        "-due_at", "-pk"
    ),
}


def one_instruction(user, public_id: UUID, on: date) -> Instruction | None:
    steps = InstructionStep.objects.select_related("by").order_by("pk")
    rows = instructions_for(user, on).prefetch_related(Prefetch("steps", steps))
    return rows.filter(public_id=public_id).first()


def addressees(instruction: Instruction, on: date) -> QuerySet:
    """The official it goes to, or all who lead or work in the unit."""
    if instruction.to_official_id:
        ids = [instruction.to_official_id]
    else:
        unit = instruction.to_unit
        ids = [pk for role in (*WORKERS, Role.DESK) for pk in holders(role, unit, on)]
    return get_user_model().objects.filter(pk__in=ids).order_by("pk")


def is_addressed(instruction: Instruction, user, on: date) -> bool:
    if instruction.to_official_id:
        return instruction.to_official_id == user.pk
    return instruction.to_unit_id in places_of(user, WORKERS | {Role.DESK}, on)


def instructions_about(kind: str, key: str) -> QuerySet[Instruction]:
    rows = Instruction.objects.filter(subject_kind=kind, subject_id=key)
    return rows.select_related("by", "to_official", "to_unit").order_by("due_at", "pk")
