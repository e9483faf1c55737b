"""The last rung: somebody at the desk posts a letter and notes what became of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.messaging.models import Ladder
from portal.messaging.services.evidence import keep
from portal.messaging.workflow import Climb


class LetterMoved(Exception):
    """Somebody has noted this before, or the notice was proven meanwhile."""

    def __init__(self, ladder: Ladder) -> None:
        super().__init__(ladder.state)
        self.ladder = ladder


@transaction.atomic
def posted(*, notice_id: int, waybill: str, by: Actor) -> Ladder:
    """The letter is with the post. Raises LetterMoved."""
    ladder = _locked(notice_id, Climb.LETTER)
    ladder.state, ladder.waybill = Climb.POSTED, waybill
    ladder.save(update_fields=["state", "waybill"])
    keep(ladder.notice, "notice.letter_posted", by=by)
    return ladder


@transaction.atomic
def handed_over(*, notice_id: int, at: datetime, by: Actor) -> Ladder:
    """The post has handed the letter over at `at`.

    Raises LetterMoved, and ValueError for a moment that has not come yet.
    """
    ladder = _locked(notice_id, Climb.POSTED)
    if at > timezone.now():
        raise ValueError("a letter is not handed over in the future")
    keep(ladder.notice, "notice.letter_delivered", by=by, at=at)
    ladder.refresh_from_db()
    return ladder


@transaction.atomic
def returned(*, notice_id: int, by: Actor) -> Ladder:
    """The letter came back: by no way was the person reached. Raises LetterMoved."""
    ladder = _locked(notice_id, Climb.POSTED)
    ladder.state = Climb.EXHAUSTED
    ladder.save(update_fields=["state"])
    keep(ladder.notice, "notice.letter_returned", by=by)
    return ladder


def _locked(notice_id: int, state: Climb) -> Ladder:
    ladders = Ladder.objects.select_for_update(of=("self",)).select_related("notice")
    ladder = ladders.get(pk=notice_id)
    if ladder.state != state:
        raise LetterMoved(ladder)
    return ladder
