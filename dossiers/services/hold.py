"""Who works on a dossier: claim, release, assign, forward inside the agency."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.permissions import WORKERS
from dossiers.services.carry import carry
from dossiers.services.change import changing
from dossiers.workflow import Action
from portal.agencies.selectors import agencies_in_scope, divisions_of, roles_of
from portal.messaging.services import notify

UNIT_ELSEWHERE = _("Choose a unit of the agency in charge.")


def claim(*, dossier, by, expected_version: int, at: datetime | None = None):
    """Take a dossier that nobody has. Raises `Conflict` when a colleague has it."""
    with changing(dossier, Action.CLAIM, by=by, expected_version=expected_version, at=at) as change:
        if change.dossier.assignee_id not in (None, by.pk):
            raise Conflict(change.dossier, _("A colleague has claimed this dossier."))
        change.dossier.assignee = by
        change.record(assignee=by.pk)
    return change.dossier


def release(*, dossier, by, expected_version: int, at: datetime | None = None):
    """Give a dossier back to the unit's common list."""
    with changing(
        dossier, Action.RELEASE, by=by, expected_version=expected_version, at=at
    ) as change:
        change.dossier.assignee = None
        change.record()
    return change.dossier


def assign(*, dossier, by, expected_version: int, to, at: datetime | None = None):
    """Give a dossier to the official `to`, who must hold a post over its unit today. Tells him.

    Raises `Invalid`, `NotAllowed`, `Conflict`.
    """
    with changing(
        dossier, Action.ASSIGN, by=by, expected_version=expected_version, at=at
    ) as change:
        day = timezone.localdate(change.at)
        grants = [grant for grant in roles_of(to, day) if grant.role in WORKERS]
        if change.dossier.holder_id not in agencies_in_scope(grants):
            raise Invalid(
                {"to": _("This official holds no post in the unit that has the dossier.")}
            )
        before, change.dossier.assignee = change.dossier.assignee_id, to
        event = change.record(assignee=to.pk, assignee_from=before)
        if to != by:
            context, link = {"dossier": change.dossier}, change.dossier.desk_url
            notify(event, "dossiers/assigned_for_official", to, context, link)
    return change.dossier


def forward(*, dossier, by, expected_version: int, unit, note: str, at: datetime | None = None):
    """Hand the dossier to another `unit` of the same agency, with a note saying why.

    Raises `Invalid` when the unit belongs to another agency or the note is missing; `NotAllowed`,
    `Conflict`.
    """
    note = note.strip()
    with changing(
        dossier, Action.FORWARD, by=by, expected_version=expected_version, at=at
    ) as change:
        if unit not in divisions_of(change.dossier.agency):
            raise Invalid({"unit": UNIT_ELSEWHERE})
        if not note:
            raise Invalid({"note": _("Write why you forward it: the next unit reads it first.")})
        before, person = change.dossier.holder, change.dossier.assignee_id
        change.dossier.holder = unit
        change.dossier.assignee = None
        change.dossier.notes.create(by=by, text=note, at=change.at)
        carry(change.dossier, giver=before, taker=unit, by=by, at=change.at)
        change.record(unit_from=before.pk, unit_to=unit.pk, assignee_from=person)
    return change.dossier
