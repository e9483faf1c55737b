"""An administrator answers what a person asked about the account, and carries it out."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import AccountRequest, CitizenProfile, KeptPost, User
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.messaging.services import notify

OUTCOMES = (AccountRequest.State.DONE, AccountRequest.State.REFUSED)
TOLD = ("birth_date", "sex", "province_code", "commune_code", "address_detail", "typed_number")


class NotWaiting(Exception):
    """The request is answered or withdrawn already."""


def answer_request(
    *, request: AccountRequest, outcome: str, words: str, by: Actor
) -> AccountRequest:
    """Answer with `outcome` DONE or REFUSED and `words`; the person is told by notice.

    DONE closes the account, or deletes what the person told about himself; dossiers and the proof
    of identity stay. Raises NotWaiting, ValueError for another outcome or without words.
    """
    if outcome not in OUTCOMES or not words.strip():
        raise ValueError("an answer is DONE or REFUSED, with words")
    with transaction.atomic():
        locked = AccountRequest.objects.select_for_update().get(pk=request.pk)
        if locked.state != AccountRequest.State.ASKED:
            raise NotWaiting
        locked.state, locked.answer, locked.answered_at = outcome, words.strip(), timezone.now()
        locked.save(update_fields=["state", "answer", "answered_at"])
        event = record(
            "account.request_answered", locked, by, {"kind": locked.kind, "outcome": outcome}
        )
        notify(
            event,
            "accounts/request_answered_for_person",
            locked.user,
            {"kind": locked.kind, "outcome": outcome, "words": locked.answer},
            reverse("accounts:requests"),
        )
        if outcome == AccountRequest.State.DONE:
            _carry_out(locked)
    return locked


def _carry_out(request: AccountRequest) -> None:
    user = User.objects.select_for_update().get(pk=request.user_id)
    if request.kind == AccountRequest.Kind.CLOSE:
        user.is_active = False
        user.save(update_fields=["is_active"])
    else:
        _delete_what_was_told(user)


def _delete_what_was_told(user: User) -> None:
    """Empty the profile, its history too, and drop the forms kept for the person."""
    KeptPost.objects.filter(user=user).delete()
    for profile in CitizenProfile.objects.select_for_update().filter(user=user):
        for name in TOLD:
            setattr(profile, name, None if name == "birth_date" else "")
        profile.save()
        CitizenProfile.history.filter(id=profile.pk).delete()
