"""Giving, taking and ending the authority to act for another person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import DossierError, Invalid
from dossiers.models import Dossier, Mandate
from dossiers.models.mandate import Basis, MandateState, Power, Told
from dossiers.rules.acting import LONGEST, MOST_MANDATES
from portal.accounts.assurance import Assurance
from portal.accounts.fields import lookup_hash
from portal.accounts.models import User
from portal.accounts.selectors import owner_of_contact, proven_contacts
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.kernel.hashing import canonical_json, sha256_hex
from portal.messaging.models import Delivery
from portal.messaging.services import notify, notify_address
from procedures.models import Procedure

YOURSELF = _("This is your own number or address. Name the other person’s.")
NO_POWER = _("Choose what the other person may do.")
PAST = _("An authority begins today or later.")
BACKWARDS = _("It must end after it begins.")
TOO_LONG = _("At most five years; you can give it again later.")
NOT_HIS_DOSSIER = _("Choose one of your own dossiers.")
SURER = _("Confirm your identity first: an authority opens your dossiers to somebody else.")
NO_BASIS = _("Add the paper that gives the authority, or sign here with a proven identity.")
TOO_MANY = _("You have given too many authorities. Revoke one that you no longer need.")
ANSWERED = _("This authority has been answered or ended meanwhile.")


class MandateClosed(DossierError):
    """It stands no longer where the person saw it."""

    message = ANSWERED


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed: `contact` normalised; scope all matters unless a procedure or dossier is
    named; `since` and `until` local days, both included."""

    name: str
    contact: str
    powers: frozenset[Power]
    since: date
    until: date
    procedure: Procedure | None = None
    dossier: Dossier | None = None
    told: str = Told.BOTH

    def digest(self, principal: User) -> str:
        """SHA-256 over everything that is agreed, the other's name and number only as a hash."""
        facts = {
            "principal": principal.public_id,
            "delegate": lookup_hash(self.contact),
            "name": lookup_hash(self.name),
            "procedure": self.procedure.code if self.procedure else "",
            "dossier": self.dossier.public_id if self.dossier else "",
            "powers": sorted(self.powers),
            "told": str(self.told),
            "since": self.since,
            "until": self.until,
        }
        return sha256_hex(canonical_json(facts))


def authorise(
    *,
    principal: User,
    terms: Terms,
    level: Assurance,
    paper: str = "",
    file: Any = None,
    at: datetime | None = None,
) -> Mandate:
    """Offer somebody the authority to act for `principal`; it holds once the other confirms it.

    It rests on `file`, a scan of the paper that was signed before a notary or an authority, or on
    the identity of `principal` proven in this session (`level`). Whoever has a proven identity
    shows it in this session either way: a paper that nobody has checked must not open to another
    what the password alone does not open to him. Raises `Invalid`.
    """
    at = at or timezone.now()
    errors = _wrong(principal, terms, timezone.localdate(at))
    if file is None and level < Assurance.IDENTITY:
        errors["basis"] = NO_BASIS
    elif level < Assurance.IDENTITY and hasattr(principal, "proven_identity"):
        errors["basis"] = SURER
    if errors:
        raise Invalid(errors)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=principal.pk)
        open_ones = Mandate.objects.filter(principal=principal, revoked_at=None, declined_at=None)
        open_ones = open_ones.filter(until__gte=timezone.localdate(at))
        if open_ones[:MOST_MANDATES].count() == MOST_MANDATES:
            raise Invalid({"name": TOO_MANY})
        mandate = Mandate.objects.create(
            principal=principal,
            name=terms.name,
            contact=terms.contact,
            procedure=terms.procedure,
            dossier=terms.dossier,
            powers=sorted({*terms.powers, Power.FOLLOW}),
            told=terms.told,
            since=terms.since,
            until=terms.until,
            basis=Basis.SIGNED if file is None else Basis.PAPER,
            paper=paper,
            file=file,
            digest=terms.digest(principal) if file is None else "",
            asked_at=at,
        )
        event = _record("given", mandate, principal, at, digest=mandate.digest, level=int(level))
        _ask(event, mandate)
    return mandate


def _wrong(principal: User, terms: Terms, today: date) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    if terms.contact in proven_contacts(principal):
        errors["contact"] = YOURSELF
    if not terms.powers:
        errors["powers"] = NO_POWER
    if terms.since < today:
        errors["since"] = PAST
    if terms.until < terms.since:
        errors["until"] = BACKWARDS
    elif terms.until - terms.since > LONGEST:
        errors["until"] = TOO_LONG
    if terms.dossier and not _is_own(principal, terms.dossier):
        errors["dossier"] = NOT_HIS_DOSSIER
    return errors


def _is_own(principal: User, dossier: Dossier) -> bool:
    return dossier.owner_id == principal.pk and dossier.organisation_id is None


def confirm_mandate(*, mandate: Mandate, by: User, at: datetime | None = None) -> Mandate:
    """Take the authority on: from now on, within its days, `by` may act. Raises `MandateClosed`,
    `Mandate.DoesNotExist` for anybody but the person named."""
    at = at or timezone.now()
    with transaction.atomic():
        locked = _asked(mandate, by, at)
        locked.delegate, locked.confirmed_at = by, at
        locked.save(update_fields=["delegate", "confirmed_at"])
        event = _record("confirmed", locked, by, at)
        _tell(event, "mandate_confirmed", locked, locked.principal)
    return locked


def decline_mandate(*, mandate: Mandate, by: User, at: datetime | None = None) -> Mandate:
    """Not take it on. Raises as `confirm_mandate` does."""
    at = at or timezone.now()
    with transaction.atomic():
        locked = _asked(mandate, by, at)
        locked.declined_at = at
        locked.save(update_fields=["declined_at"])
        event = _record("declined", locked, by, at)
        _tell(event, "mandate_declined", locked, locked.principal)
    return locked


def revoke_mandate(*, mandate: Mandate, by: User, at: datetime | None = None) -> Mandate:
    """End it at once: the principal revokes it, or the delegate gives it up. What was filed under
    it before stays. Raises `MandateClosed`, `Mandate.DoesNotExist` for anybody else."""
    at = at or timezone.now()
    with transaction.atomic():
        locked = _lock(mandate)
        if by.pk not in (locked.principal_id, locked.delegate_id):
            raise Mandate.DoesNotExist
        if locked.ended_at is not None:
            raise MandateClosed
        locked.revoked_at = at
        locked.save(update_fields=["revoked_at"])
        event = _record("revoked", locked, by, at)
        other = locked.principal if by.pk == locked.delegate_id else locked.delegate
        if other is not None:
            _tell(event, "mandate_revoked", locked, other)
    return locked


def _lock(mandate: Mandate) -> Mandate:
    rows = Mandate.objects.select_for_update(of=("self",)).select_related("principal", "delegate")
    return rows.get(pk=mandate.pk)


def _asked(mandate: Mandate, by: User, at: datetime) -> Mandate:
    locked = _lock(mandate)
    if locked.principal_id == by.pk or locked.contact not in proven_contacts(by):
        raise Mandate.DoesNotExist
    if locked.state_on(timezone.localdate(at)) != MandateState.ASKED:
        raise MandateClosed
    return locked


def _record(what: str, mandate: Mandate, by: User, at: datetime, **facts: Any) -> Event:
    facts |= {"powers": mandate.powers, "since": mandate.since, "until": mandate.until}
    return record(f"mandate.{what}", mandate, Actor.citizen(by), facts, at=at)


def _ask(event: Event, mandate: Mandate) -> None:
    """Tell whoever has proven the contact; who has no account yet is told at the contact itself."""
    known = owner_of_contact(mandate.contact)
    if known is not None:
        _tell(event, "mandate_asked", mandate, known)
        return
    channel = Delivery.Channel.EMAIL if "@" in mandate.contact else Delivery.Channel.SMS
    if "@" in mandate.contact or mandate.contact.startswith("+"):
        context = {"principal": _name_to_strangers(mandate.principal), "name": mandate.name}
        notify_address(
            event, "dossiers/mandate_asked_for_stranger", mandate.contact, channel, context
        )


def _tell(event: Event, what: str, mandate: Mandate, to: User) -> None:
    context = {"mandate": mandate}
    notify(event, f"dossiers/{what}_for_person", to, context, mandate.get_absolute_url())


def _name_to_strangers(person: User) -> str:
    """A proven name; one that somebody typed could be any words sent to any address."""
    return person.full_name if hasattr(person, "proven_identity") else ""
