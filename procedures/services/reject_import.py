"""Turn down what a source says; the same state of the source is never offered again."""

from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import GroundMissing, NotPermitted, SomebodyWasFaster, WrongState
from procedures.models import ImportedProcedure
from procedures.permissions import may_edit
from procedures.workflow import IMPORT_MOVES, ImportState, move


@transaction.atomic
def reject_import(
    *, imported: ImportedProcedure, by: Actor, expected_version: int, note: str
) -> ImportedProcedure:
    """Rejects with a reason in words.

    Raises NotPermitted, SomebodyWasFaster, WrongState, GroundMissing.
    """
    imported = ImportedProcedure.objects.select_for_update().get(pk=imported.pk)
    if not may_edit(by):
        raise NotPermitted
    if imported.version != expected_version:
        raise SomebodyWasFaster
    if move("reject", imported.state, IMPORT_MOVES) is None:
        raise WrongState
    if not note.strip():
        raise GroundMissing
    imported.state = ImportState.REJECTED
    imported.rejected_because = note.strip()
    imported.version += 1
    imported.save(update_fields=["state", "rejected_because", "version"])
    record("import.rejected", imported, by, {"procedure": imported.code})
    return imported
