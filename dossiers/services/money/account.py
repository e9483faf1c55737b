"""The account that transfers go to: entered by one person, confirmed by another."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, NotAllowed
from dossiers.models import AgencyAccount
from dossiers.selectors.money.rights import LEADERS, OVERSEERS, holding
from portal.audit.actors import Actor
from portal.audit.services import record

WHO = LEADERS | OVERSEERS


@transaction.atomic
def enter_account(*, account: AgencyAccount, by, at: datetime | None = None) -> AgencyAccount:
    """Keep a new account; nobody pays there yet. Raises `NotAllowed`."""
    at = at or timezone.now()
    actor = _actor(account, by, at)
    account.entered_by, account.entered_at = by, at
    account.save(force_insert=True)
    record("money.account_entered", account, actor, {"agency": account.agency_id}, at=at)
    return account


@transaction.atomic
def confirm_account(*, account: AgencyAccount, by, at: datetime | None = None) -> AgencyAccount:
    """A second person confirms it. Raises `NotAllowed` for the one who entered it, `Conflict` when
    it has been confirmed."""
    at = at or timezone.now()
    actor = _actor(account, by, at)
    account = AgencyAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if account.entered_by_id == by.pk:
        raise NotAllowed(_("Another person than the one who entered an account confirms it."))
    if account.confirmed_at is not None:
        raise Conflict(None, _("This account has been confirmed already."))
    account.confirmed_by, account.confirmed_at = by, at
    account.save(update_fields=["confirmed_by", "confirmed_at"])
    record("money.account_confirmed", account, actor, {"agency": account.agency_id}, at=at)
    return account


def _actor(account: AgencyAccount, by, at: datetime) -> Actor:
    actor = holding(by, WHO, account.agency_id, timezone.localdate(at))
    if actor is None:
        raise NotAllowed(_("A leader of the agency or an administrator looks after accounts."))
    return actor
