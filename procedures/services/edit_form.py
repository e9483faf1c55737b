"""Change the draft of a form: every edit of the builder passes through here."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.builder import limits
from procedures.eforms.definition import Definition
from procedures.errors import NotPermitted, SomebodyWasFaster, WrongState
from procedures.models import EFormVersion
from procedures.permissions import may_edit

Edit = Callable[[Definition], Definition]


@transaction.atomic
def edit_form(
    *, version: EFormVersion, by: Actor, expected_edits: int, edit: Edit, what: str
) -> EFormVersion:
    """Stores what `edit` makes of the draft; `what` names the kind of change in the event log.

    Raises NotPermitted, WrongState (the version is in use), SomebodyWasFaster, `TooLarge`, and
    whatever `edit` raises (`NoSuchPlace`, `StillUsed`): then nothing is stored. An edit that
    changes nothing leaves no trace.
    """
    version = open_draft(version, by, expected_edits)
    before = version.definition
    after = edit(before)
    limits.check(after)
    if after == before:
        return version
    version.content = after.to_json()
    keep(version, by, what)
    if after.title != before.title:
        version.form.name = after.title.vi
        version.form.save()
    return version


def open_draft(version: EFormVersion, by: Actor, expected_edits: int) -> EFormVersion:
    """The draft locked for a change, as it stands now. Raises what `edit_form` raises."""
    if not may_edit(by):
        raise NotPermitted
    versions = EFormVersion.objects.select_for_update(of=("self",)).select_related("form")
    version = versions.get(pk=version.pk)
    if version.locked:
        raise WrongState
    if version.edits != expected_edits:
        raise SomebodyWasFaster
    return version


def keep(version: EFormVersion, by: Actor, what: str) -> None:
    """Saves a changed draft under the name of who changed it, and records that."""
    version.edits += 1
    # Whoever wrote any part of a form may not publish it: the history must know him.
    version._history_user = get_user_model().objects.filter(pk=by.user_id).first()
    version.save()
    payload = {"form": version.form.key, "number": version.number, "what": what}
    record("eform.changed", version, by, payload)
