"""A decision was announced, or the national database changed: from now on a page is owed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from portal.agencies.models import Agency
from portal.agencies.moments import Given
from portal.agencies.selectors import calendar_of, root
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.kernel.clock import Unit, due
from procedures.errors import BadFacts, NotPermitted
from procedures.models import Procedure, UpdateDuty
from procedures.permissions import may_edit
from procedures.rules.updating import LIMITS, Trigger
from procedures.selectors import open_offerings
from procedures.selectors.duties import names_decision
from procedures.services.settle_update_duties import settle


@transaction.atomic
def open_update_duty(
    *,
    procedure_code: str,
    trigger: Trigger,
    symbol: str,
    on: date,
    by: Actor,
    in_force_on: date | None = None,
    note: str = "",
) -> UpdateDuty:
    """The duty to update the page, with its date; the same decision again gives the same duty.

    `on` is the local day on which the decision was signed or the change was seen. A page that names
    the decision already settles the duty at once, at the moment it was published. Raises
    NotPermitted, and BadFacts for an unknown code, a day to come, a decision without symbol.
    """
    if not may_edit(by):
        raise NotPermitted
    symbol = "".join(symbol.split())
    procedure = _checked(procedure_code, trigger, symbol, on)
    found = UpdateDuty.objects.filter(procedure=procedure, trigger=trigger, symbol=symbol, on=on)
    if duty := found.first():
        return duty
    agency = responsible_for(procedure, on)
    duty = UpdateDuty.objects.create(
        procedure=procedure,
        agency=agency,
        trigger=trigger,
        symbol=symbol,
        on=on,
        in_force_on=in_force_on,
        note=note,
        opened_by_id=by.user_id,
        **_clock(trigger, on, agency),
    )
    facts = {"procedure": procedure.code, "trigger": trigger, "on": on, "due": duty.due_at}
    record("update_duty.opened", duty, by, facts)
    if symbol and procedure.current and names_decision(procedure.current, symbol):
        settle(duty, procedure.current, by)
    return duty


def responsible_for(procedure: Procedure, day: date) -> Agency:
    """The one agency that takes the procedure; the province where several or none do."""
    offering = open_offerings(day).filter(procedure=procedure).select_related("agency")
    agencies = {each.agency for each in offering[:2]}
    top = root(day)
    if len(agencies) == 1:
        return agencies.pop()
    if top is None:
        raise BadFacts("agency")
    return top


def _checked(code: str, trigger: Trigger, symbol: str, on: date) -> Procedure:
    procedure = Procedure.objects.select_for_update(of=("self",)).filter(code=code).first()
    if procedure is None:
        raise BadFacts("procedure_code")
    if on > timezone.localdate():
        raise BadFacts("on")
    if not symbol and trigger != Trigger.NATIONAL_CHANGE:
        raise BadFacts("symbol")
    return procedure


def _clock(trigger: Trigger, on: date, agency: Agency) -> dict:
    """The date with every day's reason, by the rule and the calendar of the day `on`."""
    rule, calendar = LIMITS[trigger].dated(on), calendar_of(agency, on)
    answer = due(Given(on, None).opening(calendar), rule.value, Unit.WORKING_DAY, calendar)
    citations = dict.fromkeys([rule.citation, *answer.citations])
    return {
        "limit": rule.value,
        "due_at": answer.at,
        "days": [line.as_json() for line in answer.days],
        "citations": [citation.key for citation in citations],
        "calendar_version": str(calendar.version),
    }
