"""The yearly list: opened, proposed to by agencies, put together, approved by a decision."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import (
    BadFacts,
    NotPermitted,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import PriorityEntry, PriorityList, Procedure
from procedures.permissions import may_consolidate, may_edit, may_publish
from procedures.workflow import ListState

Verdict = PriorityEntry.Verdict


@transaction.atomic
def open_priority_list(*, year: int, by: Actor) -> PriorityList:
    """The list of the year, opened for proposals; the one there is when it was opened before.

    Raises NotPermitted, and BadFacts for a year that is neither past nor near.
    """
    if not may_consolidate(by):
        raise NotPermitted
    if not 2018 <= year <= timezone.localdate().year + 2:
        raise BadFacts("year")
    found, is_new = PriorityList.objects.get_or_create(
        year=year, defaults={"opened_by_id": by.user_id}
    )
    if is_new:
        record("priority_list.opened", found, by, {"year": year})
    return found


@transaction.atomic
def propose_service(
    *,
    found: PriorityList,
    procedure: Procedure,
    level: int,
    by_when: date,
    reason: str,
    by: Actor,
) -> PriorityEntry:
    """An agency proposes a service, under its own name. A service stands on a list once.

    Raises NotPermitted, WrongState for an approved list, and BadFacts.
    """
    if not may_edit(by) or by.agency_id is None:
        raise NotPermitted
    found = _draft(found)
    if by_when.year != found.year:
        raise BadFacts("by_when", _("Choose a day of the year of the list."))
    if found.entries.filter(procedure=procedure).exists():
        raise BadFacts("procedure_code", _("This service is proposed already."))
    entry = PriorityEntry.objects.create(
        list=found,
        procedure=procedure,
        agency=Agency.objects.get(pk=by.agency_id).authority,
        level=level,
        by_when=by_when,
        reason=reason.strip(),
        proposed_by_id=by.user_id,
    )
    record("priority_list.proposed", found, by, {"procedure": procedure.code, "level": level})
    return _touched(found, entry)


@transaction.atomic
def weigh_service(
    *, entry: PriorityEntry, keep: bool, by: Actor, reason: str = ""
) -> PriorityEntry:
    """Whoever puts the list together keeps a proposal, or leaves it out with a reason.

    Raises NotPermitted, WrongState, SecondPersonNeeded for one's own proposal, and BadFacts.
    """
    if by.user_id is None or not may_consolidate(by):
        raise NotPermitted
    found = _draft(entry.list)
    entry = PriorityEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.proposed_by_id == by.user_id:
        raise SecondPersonNeeded
    if not keep and not reason.strip():
        raise BadFacts("reason", _("Say why the service is left out."))
    entry.verdict = Verdict.KEPT if keep else Verdict.LEFT_OUT
    entry.verdict_reason, entry.weighed_by_id = reason.strip(), by.user_id
    entry.save()
    facts = {"entry": entry.pk, "verdict": entry.verdict}
    record("priority_list.weighed", found, by, facts)
    return _touched(found, entry)


@transaction.atomic
def approve_priority_list(
    *,
    found: PriorityList,
    decision_symbol: str,
    decision_date: date,
    by: Actor,
    expected_version: int,
) -> PriorityList:
    """Publishes the list under the decision that approved it; it never changes again.

    Raises NotPermitted, SomebodyWasFaster, WrongState, SecondPersonNeeded for whoever opened the
    list or weighed a proposal, and BadFacts while a proposal waits or nothing is on the list.
    """
    if not may_publish(by):
        raise NotPermitted
    found = _draft(found)
    if found.version != expected_version:
        raise SomebodyWasFaster
    entries = list(found.entries.order_by("id"))
    if by.user_id in {found.opened_by_id, *(entry.weighed_by_id for entry in entries)}:
        raise SecondPersonNeeded
    if any(entry.verdict == Verdict.PROPOSED for entry in entries):
        raise BadFacts("entries", _("A proposal still waits to be kept or left out."))
    if not any(entry.verdict == Verdict.KEPT for entry in entries):
        raise BadFacts("entries", _("Nothing is on the list."))
    found.state = ListState.APPROVED
    found.decision_symbol = "".join(decision_symbol.split())
    found.decision_date = decision_date
    found.approved_by_id, found.approved_at = by.user_id, timezone.now()
    found.version += 1
    found.save()
    record("priority_list.approved", found, by, {"decision": found.decision_symbol})
    return found


def _draft(found: PriorityList) -> PriorityList:
    """The list, locked: who proposes, weighs and approves comes one after the other."""
    found = PriorityList.objects.select_for_update().get(pk=found.pk)
    if found.state != ListState.DRAFT:
        raise WrongState
    return found


def _touched(found: PriorityList, entry: PriorityEntry) -> PriorityEntry:
    """Every change makes a new version, so that nobody approves what he has not read."""
    found.version += 1
    found.save(update_fields=["version"])
    return entry
