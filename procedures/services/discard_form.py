"""Throw a draft of a form away; what was ever in use stays for the dossiers filed under it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import CatalogueError
from procedures.models import EFormVersion
from procedures.services.edit_form import open_draft


class StillNeeded(CatalogueError):
    message = _("A revision uses this version. Choose another form there first.")


@transaction.atomic
def discard_version(*, version: EFormVersion, by: Actor, expected_edits: int) -> None:
    """Deletes the draft, and the form itself when it had no other version.

    Raises NotPermitted, WrongState, SomebodyWasFaster, and StillNeeded while a revision uses it.
    """
    version = open_draft(version, by, expected_edits)
    if version.revisions.exists():
        raise StillNeeded
    form = version.form
    record("eform.discarded", version, by, {"form": form.key, "number": version.number})
    version.delete()
    if not form.versions.exists():
        form.delete()
