"""The children for whom a person acts: declared, proven, no longer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Child
from dossiers.rules.acting import MOST_CHILDREN, is_of_age
from portal.accounts.models import User
from portal.audit.actors import Actor
from portal.audit.services import record

OF_AGE = _("Who is 18 or older acts for himself; he may authorise you.")
UNBORN = _("The date of birth lies in the future.")
TWICE = _("This child is in your account already.")
TOO_MANY = _("There are too many children in your account. Ask a one-stop desk.")


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What is said of a child."""

    full_name: str
    birth_date: date
    relation: str
    number_kind: str
    number: str


def declare_child(*, guardian: User, facts: ChildFacts, at: datetime | None = None) -> Child:
    """Put a child into the account of a parent or guardian, as declared. Raises `Invalid`."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    if facts.birth_date > today:
        raise Invalid({"birth_date": UNBORN})
    if is_of_age(facts.birth_date, today):
        raise Invalid({"birth_date": OF_AGE})
    with transaction.atomic():
        User.objects.select_for_update().get(pk=guardian.pk)
        if Child.objects.filter(guardian=guardian, ended_at=None)[:MOST_CHILDREN].count() == (
            MOST_CHILDREN
        ):
            raise Invalid({"full_name": TOO_MANY})
        child = _create(guardian, facts, at)
        record("child.declared", child, Actor.citizen(guardian), {}, at=at)
    return child


def _create(guardian: User, facts: ChildFacts, at: datetime) -> Child:
    try:
        with transaction.atomic():
            return Child.objects.create(
                guardian=guardian,
                full_name=facts.full_name,
                birth_date=facts.birth_date,
                relation=facts.relation,
                number_kind=facts.number_kind,
                number=facts.number,
                declared_at=at,
            )
    except IntegrityError as twice:
        raise Invalid({"number": TWICE}) from twice


def prove_child(*, child: Child, official: User, by: Actor, at: datetime | None = None) -> Child:
    """An official has compared the birth certificate with the declaration."""
    at = at or timezone.now()
    with transaction.atomic():
        locked = Child.objects.select_for_update().get(pk=child.pk)
        if locked.proven_at is None:
            locked.proven_at, locked.proven_by = at, official
            locked.save(update_fields=["proven_at", "proven_by"])
            record("child.proven", locked, by, {}, at=at)
    return locked


def end_child(*, child: Child, by: User, at: datetime | None = None) -> Child:
    """Take the child out of the account; its dossiers stay where they are."""
    at = at or timezone.now()
    with transaction.atomic():
        locked: Any = Child.objects.select_for_update().get(pk=child.pk, guardian=by)
        if locked.ended_at is None:
            locked.ended_at = at
            locked.save(update_fields=["ended_at"])
            record("child.ended", locked, Actor.citizen(by), {}, at=at)
    return locked
