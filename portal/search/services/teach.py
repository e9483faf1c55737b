"""Editors add words that people use to the dictionary of the search, and take them out again."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.kernel.text import nfc
from portal.search.errors import AlreadySaid, NotPermitted
from portal.search.models import Missed, Saying
from portal.search.permissions import may_teach
from portal.search.rules.words import folded_saying


@transaction.atomic
def teach(
    *,
    said: str,
    official: str,
    since: date,
    until: date | None = None,
    missed: Missed | None = None,
    by: Actor,
) -> Saying:
    """From `since` until `until` (both included) `said` also means `official`; searches made from
    this moment on find it. A word of `missed` is dealt with by this. Raises NotPermitted and
    AlreadySaid."""
    _check(by)
    said, official = " ".join(nfc(said).split()), " ".join(nfc(official).split())
    try:
        with transaction.atomic():
            saying = Saying.objects.create(
                said=said,
                folded=folded_saying(said),
                official=official,
                since=since,
                until=until,
                added_by_id=by.user_id,
            )
    except IntegrityError as error:
        raise AlreadySaid from error
    record("search.saying_added", saying, by)
    if missed is not None:
        _handled(missed, by)
    return saying


@transaction.atomic
def set_aside(*, missed: Missed, by: Actor) -> None:
    """Nothing is to be done about a word that people missed. Raises NotPermitted."""
    _check(by)
    _handled(missed, by)


@transaction.atomic
def end_saying(*, saying: Saying, today: date, by: Actor) -> None:
    """The saying counts no more, from this moment; one that never counted is removed. `today` is
    the local date. Raises NotPermitted."""
    _check(by)
    saying = Saying.objects.select_for_update().get(pk=saying.pk)
    record("search.saying_ended", saying, by)
    if saying.since >= today:
        saying.delete()
    else:
        saying.until = today - timedelta(days=1)
        saying.save()


def _check(by: Actor) -> None:
    if not may_teach(by):
        raise NotPermitted


def _handled(missed: Missed, by: Actor) -> None:
    missed = Missed.objects.select_for_update().get(pk=missed.pk)
    missed.handled_at = timezone.now()
    missed.handled_by_id = by.user_id
    missed.save()
    record("search.missed_handled", missed, by)
