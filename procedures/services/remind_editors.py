"""The watch over pages that are owed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from portal.agencies.models import Agency, Tenure
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.messaging.services import notify
from procedures.models import UpdateDuty
from procedures.rules.updating import REMIND_BEFORE
from procedures.selectors.duties import open_duties


def remind_editors(at: datetime | None = None) -> int:
    """Reminds editors of pages owed within two days, and those who approve of late ones, once each.

    Returns how many pages they were told of.
    """
    at = at or timezone.now()
    late = open_duties().filter(due_at__lt=at, reported_at=None)
    soon = open_duties().filter(
        due_at__range=(at, at + REMIND_BEFORE), warned_at=None, reported_at=None
    )
    found = [("late", pk) for pk in _keys(late)] + [("soon", pk) for pk in _keys(soon)]
    return sum(_tell(kind, pk, at) for kind, pk in found)


def _keys(duties: QuerySet[UpdateDuty]) -> list[int]:
    return list(duties.order_by("due_at", "pk").values_list("pk", flat=True)[:500])


@transaction.atomic
def _tell(kind: str, pk: int, at: datetime) -> bool:
    """False when the page was made right, or another watch has told, since it was found."""
    told = "reported_at" if kind == "late" else "warned_at"
    waiting = open_duties().filter(pk=pk, **{told: None})
    duty = waiting.select_for_update(of=("self",)).first()
    if duty is None:
        return False
    setattr(duty, told, at)
    duty.save(update_fields=[told])
    event = record(f"update_duty.{kind}", duty, SYSTEM, {"procedure": duty.procedure.code})
    roles = [Role.EDITOR] + ([Role.SECRETARY, Role.APPROVER] if kind == "late" else [])
    with translation.override("vi"):
        link = reverse("catalogue_desk:duty", args=[duty.pk])
    for official in _people(duty.agency, roles, timezone.localdate(at)):
        notify(event, f"procedures/update_{kind}_for_official", official, {"duty": duty}, link)
    return True


def _people(agency: Agency, roles: Iterable[Role], day: date) -> QuerySet:
    """Those who hold one of the roles at the agency or above it; else all who hold one."""
    held = Tenure.objects.in_force(day).filter(post__roles__overlap=list(roles))
    near = held.filter(post__agency__in=[each.pk for each in agency.line()])
    chosen = near if near.exists() else held
    return get_user_model().objects.filter(pk__in=chosen.values("user")).order_by("pk")
