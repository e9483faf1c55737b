"""Money of a dossier in words, the same for the payer and for officials."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Attempt, Charge, Demand, Movement, Refund, ReliefClaim
from dossiers.models.money.attempt import Method
from dossiers.models.money.charge import ChargeKind
from dossiers.selectors.charges import Book
from procedures.words import amount_words

TONES = {
    Attempt.State.PAID: "ok",
    Attempt.State.FAILED: "bad",
    Attempt.State.REFUSED: "bad",
    Attempt.State.CANCELLED: "plain",
    Attempt.State.CHECKING: "warn",
}
# Codes of failures in words for the payer; any other one is the platform's own.
FAILURES = {
    "no-answer": gettext_lazy("The payment platform did not answer. Nothing was taken from you."),
    "not-received": gettext_lazy("The agency has looked: no money came by this try."),
    "platform-24": gettext_lazy("You cancelled it. Nothing was taken from you."),
}


def charge_row(charge: Charge) -> list[Any]:
    """Name, ground and amount of a charge for a table."""
    return [charge_title(charge), ground_words(charge), charge_amount(charge)]


def charge_title(charge: Charge) -> str:
    if charge.quantity and charge.unit_amount:
        each = {"n": charge.quantity, "each": amount_words(charge.unit_amount), "per": charge.per}
        return f"{charge.name} ({_('%(n)d × %(each)s / %(per)s') % each})"
    return charge.name


def ground_words(charge: Charge) -> str:
    if charge.ground == "not-accepted":
        return _("The dossier was not accepted: nothing is due.")
    kind = "" if charge.kind == ChargeKind.OTHER else charge.get_kind_display()
    words = [capfirst(kind), charge.basis]
    if charge.relief is not None:
        words.append(_("pays less: %(who)s") % {"who": charge.relief.who})
    elif charge.replaces_id is not None and charge.ground:
        words.append(charge.ground)
    return " · ".join(str(word) for word in words if word)


def charge_amount(charge: Charge) -> str:
    if charge.amount is None:
        return _("the desk enters it")
    return amount_words(charge.amount) if charge.amount else _("free")


def standing(book: Book, demand: Demand | None) -> tuple[str, str]:
    """How it stands with the money in one word, and the tone of its tag."""
    if book.too_much:
        return _("paid too much"), "warn"
    if book.undecided:
        return _("amount not known yet"), "info"
    if book.unpaid:
        waits = demand is not None and any(row.is_waiting for row in demand.attempts.all())
        return (_("being checked"), "info") if waits else (_("not paid"), "warn")
    return (_("paid"), "ok") if book.received else (_("nothing to pay"), "ok")


def attempt_entry(attempt: Attempt) -> dict[str, Any]:
    """A try to pay as an entry of a timeline."""
    return {
        "title": capfirst(f"{attempt.get_method_display()}: {attempt.get_state_display()}"),
        "at": attempt.ended_at or attempt.started_at,
        "by": attempt.reference,
        "text": attempt.reason or failure_words(attempt),
        "kind": "bad" if TONES.get(attempt.state) == "bad" else "done",
    }


def failure_words(attempt: Attempt) -> str:
    if attempt.state == Attempt.State.CHECKING:
        return _(
            "The platform names another amount than was asked for. An official is looking into it; "
            "please do not pay again."
        )
    if not attempt.failure:
        return ""
    return str(FAILURES.get(attempt.failure, _("The platform says that it was not paid.")))


def movement_entry(movement: Movement) -> dict[str, Any]:
    came = movement.kind == Movement.Kind.RECEIVED
    words = _("Received: %(amount)s") if came else _("Given back: %(amount)s")
    return {
        "title": words % {"amount": amount_words(movement.amount)},
        "at": movement.at,
        "by": capfirst(Method(movement.method).label),
        "text": movement.transaction,
        "kind": "done",
    }


def refund_entry(refund: Refund) -> dict[str, Any]:
    amount = amount_words(refund.amount)
    return {
        "title": _("Refund of %(amount)s: %(state)s")
        % {"amount": amount, "state": refund.get_state_display()},
        "at": refund.decided_at or refund.asked_at,
        "by": capfirst(refund.get_why_display()),
        "text": refund.reason or refund.ground,
        "kind": "bad" if refund.state == Refund.State.REFUSED else "done",
    }


def claim_entry(claim: ReliefClaim) -> dict[str, Any]:
    return {
        "title": f"{claim.who}: {claim.get_state_display()}",
        "at": claim.decided_at or claim.claimed_at,
        "by": claim.basis,
        "text": claim.reason,
        "kind": "bad" if claim.state == ReliefClaim.State.REFUSED else "done",
    }
