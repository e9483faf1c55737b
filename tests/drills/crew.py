"""Citizens and officials of the chaos drill: they go on after every failure, as people do.

A person whose page failed opens the dossier again, sees whether his action was done, and does it
if not. What a verb has acknowledged is written down, and counted in the end against the events.
"""

import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from threading import Lock

import django
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
django.setup()

from django.utils import timezone  # noqa: E402

from dossiers.errors import Conflict  # noqa: E402
from dossiers.models import CodeCounter, Decision, Dossier  # noqa: E402
from dossiers.services.accept import accept  # noqa: E402
from dossiers.services.decide import decide, propose  # noqa: E402
from dossiers.services.hold import claim  # noqa: E402
from dossiers.services.submit import submit  # noqa: E402
from dossiers.workflow import Action, State  # noqa: E402
from portal.audit.models import Event  # noqa: E402
from portal.demo.dossiers import Cast, cast, drafted  # noqa: E402
from portal.documents.models import IssuedDocument  # noqa: E402
from portal.documents.workflow import PaperKind  # noqa: E402
from portal.integrations.models import OutboxMessage  # noqa: E402
from portal.integrations.registry import find  # noqa: E402
from portal.kernel.codes import dossier_code  # noqa: E402
from portal.messaging.models import Delivery  # noqa: E402

BROKEN = (OperationalError, InterfaceError)
QUIET_AFTER = 300
SOON = timedelta(minutes=10)
STUCK, SETTLED, FOR_LATER = "stuck", "cut off and settled", "for later"
DRAFTING = Lock()


@dataclass(frozen=True)
class Acknowledged:
    action: str
    dossier: int


def main() -> int:
    number, hands = int(sys.argv[1]), int(sys.argv[2])
    people, already = cast(), Dossier.objects.count()
    print("ready", flush=True)
    with ThreadPoolExecutor(hands) as pool:
        jobs = [pool.submit(_follow, people) for _dossier in range(number)]
        done = [each for job in jobs for each in job.result()]
    print("done", flush=True)
    _wait_until_quiet()
    return _report(done, already + number)


def _follow(people: Cast) -> list[Acknowledged]:
    """One dossier from the draft to the decision."""
    done: list[Acknowledged] = []
    try:
        draft_id = _insist(lambda: _draft(people))
        dossier = _insist(lambda: submit(draft_id=draft_id, by=people.citizen))
        done.append(Acknowledged(Action.SUBMIT, dossier.pk))
        text = {"outcome": "GRANT", "wording": "Cấp bản sao theo đề nghị."}
        steps = (
            (Action.ACCEPT, accept, people.desk, {"unit": people.unit}),
            (Action.CLAIM, claim, people.officer, {}),
            (Action.PROPOSE, propose, people.officer, text),
            (Action.DECIDE, decide, people.leader, text),
        )
        for action, verb, by, given in steps:
            _insist(partial(_once, dossier.pk, action, verb, by, given))
            done.append(Acknowledged(action, dossier.pk))
    finally:
        connection.close()
    return done


def _draft(people: Cast):
    """One at a time: whoever begins the same twice gets the draft that is still untouched."""
    with DRAFTING:
        return drafted(people, people.citizen, timezone.now()).public_id


def _once(pk: int, action: str, verb, by, given: dict) -> None:
    """Do it, unless the dossier shows that it is done: the answer may have been lost."""
    dossier = Dossier.objects.get(pk=pk)
    about = Event.objects.filter(subject_kind="dossiers.dossier", subject_id=str(pk))
    if not about.filter(kind=f"dossier.{action}").exists():
        verb(dossier=dossier, by=by, expected_version=dossier.version, **given)


def _insist(do):
    """Open the page again until it answers."""
    while True:
        try:
            return do()
        except Conflict:
            connection.close()
        except BROKEN:
            connection.close()
            time.sleep(0.2)


def _wait_until_quiet() -> None:
    """Until everything that was to leave the house by now has left it, or nothing more does."""
    left, deadline = _insist(_awaited), time.monotonic() + QUIET_AFTER
    while left and time.monotonic() < deadline:
        time.sleep(1)
        now = _insist(_awaited)
        if now < left:
            left, deadline = now, time.monotonic() + QUIET_AFTER


def _awaited() -> int:
    """Messages that should be on their way, and decisions that should be."""
    undecided = Dossier.objects.filter(state__in=[State.SIGNING, State.HELD])
    return sum(map(_is_awaited, _unsent())) + undecided.count()


def _unsent() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.exclude(state=OutboxMessage.State.SENT).order_by("id"))


def _is_awaited(message: OutboxMessage) -> bool:
    """It is due, or soon: not put aside for tomorrow's quiet hours or next month's report."""
    is_waiting = message.state == OutboxMessage.State.PENDING
    return is_waiting and message.asked_at <= timezone.now() + SOON


def _is_settled(message: OutboxMessage) -> bool:
    """A request to a carrier is made once; the verb decided what follows one that was cut off."""
    if message.state != OutboxMessage.State.FAILED or find(message.handler).tries != 1:
        return False
    delivery = Delivery.objects.get(pk=message.payload["delivery"])
    return delivery.state != Delivery.State.QUEUED or delivery.turn > message.payload.get("turn", 0)


def _fate(message: OutboxMessage) -> str:
    if _is_settled(message):
        return SETTLED
    is_waiting = message.state == OutboxMessage.State.PENDING
    return FOR_LATER if is_waiting and not _is_awaited(message) else STUCK


def _described(message: OutboxMessage) -> str:
    """Enough to find out why: never who it is for."""
    return (
        f"{message.pk} {message.handler} {message.connector or '–'} {message.state}, "
        f"{message.attempts} tries, asked {message.asked_at:%H:%M:%S}, "
        f"next {message.next_try_at:%H:%M:%S}, {message.last_error or 'no error'}"
    )


def _report(done: list[Acknowledged], expected: int) -> int:
    """Print what came of it; 1 when anything was lost, doubled or left behind."""
    with transaction.atomic():
        findings = dict(_findings(done, expected))
    for name, count in findings.items():
        print(f"{name:<44} {count}")
    for message in _unsent():
        print(f"  {_fate(message)}: {_described(message)}")
    return 1 if any(findings.values()) else 0


def _findings(done: list[Acknowledged], expected: int):
    events = Counter(
        Event.objects.filter(subject_kind="dossiers.dossier").values_list("kind", "subject_id")
    )
    found = [events[f"dossier.{each.action}", str(each.dossier)] for each in done]
    pks = {each.dossier for each in done}
    yield "acknowledged and lost", found.count(0)
    yield "acknowledged and done twice", sum(count > 1 for count in found)
    yield "dossiers too few or too many", Dossier.objects.count() - expected
    yield (
        "dossiers without their one decision",
        len(pks) - _distinct(Decision.objects.filter(dossier__in=pks, revoked_at=None), "dossier"),
    )
    yield (
        "decided dossiers that did not get their end",
        (
            Dossier.objects.filter(pk__in=pks)
            .exclude(state__in=[State.DONE, State.RETURNED])
            .count()
        ),
    )
    for kind in (PaperKind.RECEIPT, PaperKind.RESULT):
        made = Counter(
            IssuedDocument.objects.filter(
                kind=kind, subject_kind="dossiers.dossier", subject_id__in=map(str, pks)
            ).values_list("subject_id", flat=True)
        )
        yield f"dossiers without their one {kind.lower()}", sum(made[str(pk)] != 1 for pk in pks)
    yield "codes missing from their series", sum(map(_missing, CodeCounter.objects.all()))
    yield "messages that have not left", sum(_fate(each) == STUCK for each in _unsent())
    soon = Q(not_before=None) | Q(not_before__lte=timezone.now() + SOON)
    waiting = Delivery.objects.filter(soon, state=Delivery.State.QUEUED, leader=None)
    yield "deliveries still waiting", waiting.count()


def _missing(counter: CodeCounter) -> int:
    """Numbers that an agency has given out on a day and that no dossier has."""
    codes = [dossier_code(counter.agency_code, counter.day, n + 1) for n in range(counter.last)]
    return counter.last - Dossier.objects.filter(code__in=codes).count()


def _distinct(rows, field: str) -> int:
    return rows.values(field).distinct().count()


if __name__ == "__main__":
    sys.exit(main())
