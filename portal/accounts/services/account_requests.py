"""A person's wishes about the account itself: close it, delete what is kept."""

import re

from django.db import transaction

from portal.accounts.actors import actor_for
from portal.accounts.models import AccountRequest, User
from portal.audit.actors import Actor
from portal.audit.services import record


def ask_about_account(*, user: User, kind: str, reason: str, by: Actor) -> AccountRequest:
    """Write the request down; an open one of the same kind is given back instead."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        request, is_new = AccountRequest.objects.get_or_create(
            user=user, kind=kind, state=AccountRequest.State.ASKED, defaults={"reason": reason}
        )
        if is_new:
            record("account.request_asked", user, by, {"kind": kind})
    return request


def withdraw_request(*, user: User, request_id: str) -> AccountRequest | None:
    """Take back an open request of one's own; None when there is none."""
    if not re.fullmatch(r"[0-9]{1,18}", request_id):
        return None
    with transaction.atomic():
        open_ones = AccountRequest.objects.filter(user=user, state=AccountRequest.State.ASKED)
        request = open_ones.select_for_update().filter(pk=request_id).first()
        if request:
            request.state = AccountRequest.State.WITHDRAWN
            request.save(update_fields=["state"])
            record("account.request_withdrawn", user, actor_for(user), {"kind": request.kind})
    return request
