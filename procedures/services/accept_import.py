"""Make a draft of a revision out of what a source says."""

from datetime import date

from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import DraftIsOpen, NotPermitted, SomebodyWasFaster, WrongState
from procedures.imports.facts import ProcedureFacts
from procedures.models import ImportedProcedure, Procedure, Revision, Sector
from procedures.models.choices import Scope, ServiceLevel
from procedures.permissions import may_edit
from procedures.services.fitting import fits, fitting
from procedures.services.start_revision import start_revision
from procedures.services.write_facts import free_key, write_facts
from procedures.workflow import IMPORT_MOVES, ImportState, State, move

SOURCE = "Cổng Dịch vụ công quốc gia"
NO_SECTOR = "Chưa phân lĩnh vực"
LONGEST_WORD = 40


@transaction.atomic
def accept_import(
    *, imported: ImportedProcedure, by: Actor, expected_version: int, today: date
) -> Revision:
    """The draft; a second person publishes it. `today` (local) becomes the date of the source.

    What the source does not know (form, visits, English words, process) is taken over from the
    revision in force. Raises NotPermitted, SomebodyWasFaster, WrongState, DraftIsOpen.
    """
    imported = ImportedProcedure.objects.select_for_update().get(pk=imported.pk)
    _check(imported, by, expected_version)
    facts = imported.effective
    procedure = _procedure(facts)
    if procedure.revisions.filter(state=State.DRAFT).exists():
        raise DraftIsOpen
    dates = {"source": SOURCE, "source_date": today, "in_force_from": today}
    level = {} if procedure.current else {"level": ServiceLevel.INFORMATION}
    draft = start_revision(procedure=procedure, by=by, **dates, **level)
    write_facts(draft, facts)
    imported.state = ImportState.ACCEPTED
    imported.revision = draft
    imported.version += 1
    imported.save(update_fields=["state", "revision", "version"])
    record("import.accepted", imported, by, {"procedure": facts.code, "revision": draft.number})
    return draft


def _check(imported: ImportedProcedure, by: Actor, expected_version: int) -> None:
    if not may_edit(by):
        raise NotPermitted
    if imported.version != expected_version:
        raise SomebodyWasFaster
    if move("accept", imported.state, IMPORT_MOVES) is None:
        raise WrongState


def _procedure(facts: ProcedureFacts) -> Procedure:
    values = {
        "sector": _sector(facts),
        "owner_code": facts.owner,
        "scope": Scope.LOCAL if facts.owner else Scope.NATIONAL,
        "internal": facts.internal,
        "national_page": facts.source_url,
    }
    procedure, _new = Procedure.objects.get_or_create(
        code=facts.code, defaults=fitting(Procedure, values)
    )
    return procedure


def _sector(facts: ProcedureFacts) -> Sector:
    """The sector under its official code where the source gives one, else by its name.

    Pages name sectors without a code; such a sector is kept under a word of its own until
    somebody enters the official one.
    """
    name = facts.sector or NO_SECTOR
    if facts.sector_code and fits(Sector, "code", facts.sector_code):
        sector, _new = Sector.objects.get_or_create(code=facts.sector_code, defaults={"name": name})
        return sector
    named = Sector.objects.filter(name__iexact=name).order_by("pk").first()
    if named is not None:
        return named
    taken = set(Sector.objects.values_list("code", flat=True))
    return Sector.objects.create(code=free_key(name, taken, LONGEST_WORD), name=name)
