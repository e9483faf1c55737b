"""The national portal is told of every public change: what is wanted is written in the verb, what
was sent by the worker.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone, translation

from dossiers.models import Dossier, NationalReport
from dossiers.selectors.national import behind, facts_of, is_reported, steps_of, to_report
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.selectors import timeline
from portal.audit.services import record
from portal.integrations.errors import SlowDown
from portal.integrations.models import OutboxMessage
from portal.integrations.national.connector import interface
from portal.integrations.national.port import NAME
from portal.integrations.selectors import is_on, settings_of
from portal.integrations.services import put

HANDLER = "dossiers.report_national"
BUSY = timedelta(seconds=3)
SETTLED = timedelta(hours=1)
"""A report that is so long behind, with nothing on its way, is sent for again."""


def want_report(dossier: Dossier, event: Event) -> None:
    """Have the national portal told of the change that `event` records, in its transaction.

    Nothing where no national portal is connected, and for what the house says to itself. Where the
    centre makes no codes it knows the dossier from its first report on by what it was called then:
    the code, before acceptance the submission number.
    """
    if not settings_of(NAME).get("url") or not is_reported(event.kind.removeprefix("dossier.")):
        return
    if not (dossier.external_code or interface().gives_codes):
        _keep_code(dossier, dossier.reference)
    wanted = NationalReport(dossier=dossier, wanted=dossier.version, wanted_at=event.occurred_at)
    NationalReport.objects.bulk_create(
        [wanted],
        update_conflicts=True,
        unique_fields=["dossier"],
        update_fields=["wanted", "wanted_at"],
    )
    _put(dossier.pk, event)


def report(*, dossier_id: int, at: datetime | None = None) -> None:
    """Tell the national portal how the dossier stands now, unless it has been told already.

    A message overtaken by a later one finds nothing to do: what is sent is always the truth of the
    moment. One worker at a time for one dossier. A centre that makes the codes is asked for one
    first, and the dossier is told of under it in a message of its own, so that no try that breaks
    off costs a second code. Raises Retry, SlowDown, Never.
    """
    if not _alone_with(dossier_id):
        raise SlowDown("another worker tells of this dossier", BUSY)
    known = NationalReport.objects.filter(dossier=dossier_id).first()
    if known is None or not known.is_behind:
        return
    dossier, about = to_report(dossier_id), f"dossier:{dossier_id}"
    national = interface()
    if national.gives_codes and not dossier.external_code:
        code = national.next_code(facts_of(dossier).received_at_code, about)
        _name(dossier, code, known)
        return
    with translation.override("vi"):
        facts, steps = facts_of(dossier), steps_of(dossier, known.step)
        told_before = known.sent > 0 or hasattr(dossier, "arrival")
        national.send(facts, steps, known=told_before, about=about)
    _mark(known, dossier.version, steps[-1].key if steps else known.step, at or timezone.now())


def give_up(*, dossier_id: int, reason: str) -> None:
    """The tries are used up: officials see why until a later one succeeds."""
    NationalReport.objects.filter(dossier=dossier_id).update(error=reason[:300])


@transaction.atomic
def report_again(*, dossier: Dossier, by: Actor) -> bool:
    """An official sends for the report of a dossier anew. False when nothing is behind."""
    known = NationalReport.objects.filter(dossier=dossier).first()
    if known is None or not known.is_behind:
        return False
    event = record("national.asked_again", known, by, {"dossier": dossier.pk})
    _put(dossier.pk, event)
    return True


def catch_up(*, now: datetime | None = None, most: int = 500) -> int:
    """Send for reports that are behind with nothing on its way. Returns how many."""
    if not is_on(NAME):
        return 0
    now = now or timezone.now()
    under_way = set(
        OutboxMessage.objects.filter(
            connector=NAME, state=OutboxMessage.State.PENDING, handler=HANDLER
        ).values_list("recipient", flat=True)
    )
    late = behind().filter(wanted_at__lt=now - SETTLED)
    found = [row for row in late[:most] if _recipient(row.dossier_id) not in under_way]
    for row in found:
        with transaction.atomic():
            _put(row.dossier_id, record("national.caught_up", row, SYSTEM))
    return len(found)


@transaction.atomic
def want_all(*, dossiers) -> int:
    """Report dossiers of which the national portal was never told, such as those from before it
    was connected. Returns how many.
    """
    count = 0
    for dossier in dossiers.filter(national_report=None).iterator(chunk_size=500):
        want_report(dossier, timeline(dossier).last())
        count += 1
    return count


def _put(dossier_id: int, event: Event) -> None:
    put(HANDLER, event, _recipient(dossier_id), NAME, {"dossier": dossier_id})


def _recipient(dossier_id: int) -> str:
    return f"dossier:{dossier_id}"


def _alone_with(dossier_id: int) -> bool:
    """Verbs never wait for this lock: it is nobody's row, and it ends with the transaction."""
    with connection.cursor() as cursor:
        key = f"{HANDLER}:{dossier_id}"
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        return cursor.fetchone()[0]


def _name(dossier: Dossier, code: str, known: NationalReport) -> None:
    """Keep the code, and tell of the dossier under it in the next message."""
    _keep_code(dossier, code)
    _put(dossier.pk, record("national.named", known, SYSTEM, {"code": code}))


def _keep_code(dossier: Dossier, code: str) -> None:
    """The code under which the national portal knows the dossier stays, whatever ours becomes."""
    dossier.external_partner, dossier.external_code = NAME, code
    dossier.save(update_fields=["external_partner", "external_code"])


def _mark(known: NationalReport, version: int, step: int, at: datetime) -> None:
    NationalReport.objects.filter(pk=known.pk).update(
        sent=Greatest(F("sent"), version), step=step, sent_at=at, error=""
    )
