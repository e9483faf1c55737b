"""The children for whom a person acts: declared, proven, no longer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Child
from dossiers.rules.acting import MOST_CHILDREN, is_of_age
from portal.accounts.models import User
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.messaging.services import notify

OF_AGE = _("Who is 18 or older acts for himself; he may authorise you.")
UNBORN = _("The date of birth lies in the future.")
TWICE = _("This child is in your account already.")
TOO_MANY = _("There are too many children in your account. Ask a one-stop desk.")
OWN = _("Nobody proves a bond of their own. Ask a colleague at the desk.")
WHO = _("First prove the identity of the parent or guardian with the card.")
ANOTHER = _("This is not the number that was declared. Read the paper again.")
ODD_DATE = _("The paper is dated between the birth of the child and today.")


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What is said of a child."""

    full_name: str
    birth_date: date
    relation: str
    number_kind: str
    number: str


def declare_child(
    *, guardian: User, facts: ChildFacts, by: Actor | None = None, at: datetime | None = None
) -> Child:
    """Put a child into the account of a parent or guardian, as declared: by himself, or by the
    official before whom he stands. Raises `Invalid`.
    """
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
        record("child.declared", child, by or Actor.citizen(guardian), {}, at=at)
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


@dataclass(frozen=True, slots=True)
class BirthPaper:
    """What an official reads on the paper: the child's number, the paper's name, number and
    issuer, its date."""

    number: str
    paper: str
    paper_on: date


def prove_child(
    *, child: Child, paper: BirthPaper, official: User, by: Actor, at: datetime | None = None
) -> Child:
    """An official has compared the paper with the declaration; the parent or guardian is told.
    It holds until the child is of age. Raises `Invalid`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = _lock(child)
        if errors := _unproven(locked, paper, official, timezone.localdate(at)):
            raise Invalid(errors)
        locked.paper, locked.paper_on = paper.paper, paper.paper_on
        locked.proven_at, locked.proven_by = at, official
        locked.save(update_fields=["paper", "paper_on", "proven_at", "proven_by"])
        facts = {"paper_on": paper.paper_on, "guardian": locked.guardian_id}
        event = record("child.proven", locked, by, facts, at=at)
        _tell(event, "child_proven", locked)
    return locked


def _unproven(child: Child, paper: BirthPaper, official: User, today: date) -> dict[str, Any]:
    """Why the paper proves nothing, by field."""
    errors: dict[str, Any] = {}
    if official.pk == child.guardian_id:
        errors["compared"] = OWN
    if not hasattr(child.guardian, "proven_identity"):
        errors["compared"] = WHO
    if child.ended_at or not child.is_minor_on(today):
        errors["compared"] = OF_AGE
    if paper.number != child.number:
        errors["number"] = ANOTHER
    if not child.birth_date <= paper.paper_on <= today:
        errors["paper_on"] = ODD_DATE
    return errors


def end_child(*, child: Child, by: Actor, at: datetime | None = None) -> Child:
    """Take the child out of the account, by its owner or by an official before whom the bond has
    ended; its dossiers stay where they are.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = _lock(child)
        if locked.ended_at is None:
            locked.ended_at = at
            locked.save(update_fields=["ended_at"])
            event = record("child.ended", locked, by, {"guardian": locked.guardian_id}, at=at)
            if by.user_id != locked.guardian_id:
                _tell(event, "child_ended", locked)
    return locked


def _lock(child: Child) -> Child:
    rows = Child.objects.select_for_update(of=("self",)).select_related("guardian")
    return rows.get(pk=child.pk)


def _tell(event: Event, what: str, child: Child) -> None:
    link = reverse("dossiers:children")
    notify(event, f"dossiers/{what}_for_person", child.guardian, {"child": child}, link)
