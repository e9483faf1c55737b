"""The pair of tokens for Zalo, of which the second is good for one refresh only.

Before Zalo is asked, `asked_at` is committed; Zalo's answer is stored and committed, the row still
locked, before anybody uses it. So two workers never refresh at once, and whoever dies between the
answer and the commit leaves a mark: the old token is tried once more, in case Zalo never got the
request, and when it is refused the keys are LOST, which officials see and an administrator mends by
entering a new pair from Zalo's own pages.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.integrations import tokens
from portal.integrations.errors import NotDelivered
from portal.integrations.zalo import client
from portal.integrations.zalo.messages import Pair
from portal.kernel.keyring import KeyringError
from portal.messaging.models import ZaloKeys

EARLY = timedelta(minutes=15)
DUE = (ZaloKeys.State.GOOD, ZaloKeys.State.STALE)
State = ZaloKeys.State


def refresh(*, now: datetime) -> bool:
    """Fetch a new pair when the old one ends soon or was refused. True when there is a new one.

    Called every minute by beat, never inside the try of a message: its rollback would lose a pair
    that Zalo has already given.
    """
    return _mark(now) and _fetch(now)


@transaction.atomic
def _mark(now: datetime) -> bool:
    keys = _locked()
    if keys is None or not client.is_configured() or not _is_due(keys, now):
        return False
    keys.asked_at = keys.asked_at or now
    keys.save(update_fields=["asked_at"])
    return True


@transaction.atomic
def _fetch(now: datetime) -> bool:
    keys = _locked()
    if keys is None or not _is_due(keys, now):
        return False
    try:
        pair = client.refresh(tokens.opened(keys.refresh_sealed, client.NAME))
    except NotDelivered as error:
        _note_trouble(keys, error)
        return False
    except KeyringError:
        _lose(keys, ZaloKeys.NOT_OPENED)
        return False
    if pair is None:
        was_asked_before = keys.asked_at is not None and keys.asked_at < now
        _lose(keys, ZaloKeys.ANSWER_LOST if was_asked_before else ZaloKeys.NOT_ACCEPTED)
        return False
    _store(keys, pair, now, SYSTEM, "zalo.keys_refreshed")
    return True


def _note_trouble(keys: ZaloKeys, error: NotDelivered) -> None:
    """The mark stays only where Zalo may have answered."""
    keys.problem = error.reason[:120]
    if not client.is_in_the_dark(error):
        keys.asked_at = None
    keys.save(update_fields=["problem", "asked_at"])


def _lose(keys: ZaloKeys, problem: str) -> None:
    keys.state, keys.problem = State.LOST, problem
    keys.save(update_fields=["state", "problem"])
    record("zalo.keys_lost", keys, SYSTEM, {"problem": problem})


@transaction.atomic
def enter(*, pair: Pair, by: Actor) -> ZaloKeys:
    """A pair that an administrator brought from Zalo's pages, in place of whatever was there."""
    ZaloKeys.objects.get_or_create(pk=1)
    keys = ZaloKeys.objects.select_for_update().get(pk=1)
    _store(keys, pair, timezone.now(), by, "zalo.keys_entered")
    return keys


def note_refused(*, at: datetime) -> None:
    """Zalo did not accept the access token: it is refreshed before its time.

    What was stored a moment ago may meet an answer to the key before it.
    """
    fresh = at - timedelta(seconds=30)
    used = ZaloKeys.objects.filter(state=State.GOOD).exclude(refreshed_at__gt=fresh)
    used.update(state=State.STALE)


def note_quota(*, left: int | None) -> None:
    if left is not None:
        ZaloKeys.objects.filter(pk=1).exclude(quota=left).update(quota=left)


def _locked() -> ZaloKeys | None:
    """The row, if no other worker holds it."""
    return ZaloKeys.objects.select_for_update(skip_locked=True).filter(pk=1).first()


def _is_due(keys: ZaloKeys, now: datetime) -> bool:
    if keys.state not in DUE:
        return False
    return keys.state == State.STALE or keys.expires_at is None or keys.expires_at <= now + EARLY


def _store(keys: ZaloKeys, pair: Pair, now: datetime, by: Actor, kind: str) -> None:
    keys.access_sealed = tokens.seal(pair.access_token, client.NAME)
    keys.refresh_sealed = tokens.seal(pair.refresh_token, client.NAME)
    keys.expires_at = now + timedelta(seconds=pair.seconds)
    keys.state, keys.asked_at, keys.refreshed_at, keys.problem = State.GOOD, None, now, ""
    keys.save()
    record(kind, keys, by, {"expires_at": keys.expires_at})
