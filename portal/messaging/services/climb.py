"""A binding notice climbs: letter, telephone, banner in the account, letter by post."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.kernel.rounds import for_each
from portal.messaging.kinds import kind_of
from portal.messaging.models import Delivery, Ladder, Notice
from portal.messaging.registry import matter_of
from portal.messaging.services.dispatch import dispatch, once_more
from portal.messaging.services.evidence import keep, rung_of
from portal.messaging.waiting import climbs_at
from portal.messaging.ways import Way, phone_way, rules_for, way
from portal.messaging.workflow import LADDER, Channel, Climb, Rung

ORDER = [step.rung for step in LADDER]
OPEN = (Delivery.State.QUEUED, Delivery.State.SENT, Delivery.State.UNKNOWN)
AT_ONCE = 200


def begin(notice: Notice, agency_id: int | None) -> Ladder:
    """The foot of the ladder; it stands there before the first delivery leaves evidence."""
    return Ladder.objects.create(notice=notice, agency_id=agency_id, next_at=timezone.now())


def stand_on(ladder: Ladder, deliveries: Iterable[Delivery]) -> None:
    """The rung that the first deliveries have taken; without any, the next one is due at once."""
    taken = [rung_of(one.channel) for one in deliveries if _goes_out(one)]
    if not taken:
        return
    ladder.rung = max(taken, key=ORDER.index)
    ladder.next_at = climbs_at(ladder.rung, ladder.agency, timezone.now())
    ladder.save(update_fields=["rung", "next_at"])


def climb_all(*, now: datetime) -> int:
    """Let every notice whose time has come climb one rung; returns how many did."""
    due = Ladder.objects.filter(state=Climb.CLIMBING, next_at__lte=now).order_by("next_at", "pk")
    first = list(due.values_list("pk", flat=True)[:AT_ONCE])
    return for_each(first, lambda pk: climb(notice_id=pk, now=now))


@transaction.atomic
def climb(*, notice_id: int, now: datetime) -> bool:
    """Take the next rung that is open. False when the notice need not climb any more."""
    ladder = (
        Ladder.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("notice__recipient", "notice__event", "agency")
        .filter(pk=notice_id, state=Climb.CLIMBING, next_at__lte=now)
        .first()
    )
    if ladder is None:
        return False
    rung = next(rung for rung in _above(ladder.rung) if _take(rung, ladder, now))
    ladder.rung = rung
    ladder.next_at = None if rung == Rung.LETTER else climbs_at(rung, ladder.agency, now)
    ladder.save(update_fields=["rung", "next_at", "state", "banner_since"])
    return True


def _above(rung: str) -> list[Rung]:
    return ORDER[ORDER.index(rung) + 1 :] if rung else ORDER


def _take(rung: Rung, ladder: Ladder, now: datetime) -> bool:
    """Whether the notice now stands on the rung. A letter by post can always be asked for."""
    if rung == Rung.LETTER:
        ladder.state = Climb.LETTER
        keep(ladder.notice, "notice.letter_asked", at=now)
        return True
    if rung == Rung.BANNER:
        ladder.banner_since = now
        keep(ladder.notice, "notice.banner_raised", at=now)
        return True
    return _take_by_message(rung, ladder.notice)


def _take_by_message(rung: Rung, notice: Notice) -> bool:
    """Send by the rung's channel, whether or not the person has switched it off.

    What failed there is not tried a second time.
    """
    step = LADDER[ORDER.index(rung)]
    before = {one.channel: one for one in notice.deliveries.filter(channel__in=step.channels)}
    if any(one.state in OPEN for one in before.values()):
        return True
    chosen, kind = _way(rung, notice), kind_of(notice.text)
    if chosen.obstacle:
        return False
    known = before.get(chosen.channel)
    if known is None:
        return _goes_out(dispatch(notice, chosen, kind))
    if known.state != Delivery.State.SKIPPED:
        return False
    return _goes_out(once_more(known, kind))


def _way(rung: Rung, notice: Notice) -> Way:
    person = notice.recipient
    if rung == Rung.EMAIL:
        return way(Channel.EMAIL, person.proven_email)
    if not notice.sms:
        return Way(Channel.SMS, "", Delivery.Obstacle.NO_ADDRESS)
    matter = matter_of(notice.event)
    return phone_way(person, rules_for(notice.text, matter.agency_id))


def _goes_out(delivery: Delivery) -> bool:
    return delivery.channel != Channel.ACCOUNT and delivery.state in OPEN
