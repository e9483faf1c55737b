"""Kinds and states of what this app keeps: papers with their signature, files with their scan.

Codes are stored; the labels beside them are what people read.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperKind(TextChoices):
    """A paper named by what it does. Its form number comes from the rule set of the day."""

    RECEIPT = "RECEIPT", _("Receipt and appointment for the result")
    SUPPLEMENT = "SUPPLEMENT", _("Request to complete the dossier")
    REFUSAL = "REFUSAL", _("Refusal to accept the dossier")
    APOLOGY = "APOLOGY", _("Apology and new date for the result")
    STOP = "STOP", _("Notice that the dossier is stopped")
    GIVEN_BACK = "GIVEN_BACK", _("Notice that the dossier is given back")
    CONTROL_SLIP = "CONTROL_SLIP", _("Control slip of the dossier")
    REGISTER = "REGISTER", _("Register of dossiers")
    RESULT = "RESULT", _("Result of the procedure")
    PAYMENT = "PAYMENT", _("Receipt of a payment")


class Purpose(TextChoices):
    """Why a file is kept. It decides what is accepted and how long it stays."""

    DOSSIER_PAPER = "DOSSIER_PAPER", _("Paper of a dossier")
    OPINION = "OPINION", _("Working paper of an official")
    RESULT_DRAFT = "RESULT_DRAFT", _("Result waiting for its signature")
    FORM_TEMPLATE = "FORM_TEMPLATE", _("Form to download")
    ISSUED = "ISSUED", _("Issued paper")
    PACKAGE = "PACKAGE", _("Packed dossier to download")


class Validity(TextChoices):
    """Whether a paper still counts. A revoked one stays for look-up (NĐ 45/2020 Điều 18)."""

    VALID = "VALID", _("Valid")
    REVOKED = "REVOKED", _("Revoked")
    REPLACED = "REPLACED", _("Replaced")


class Signing(TextChoices):
    """The way to the digital signature. A paper whose signature is not there yet is not public."""

    NONE = "NONE", _("No digital signature")
    SIGNING = "SIGNING", _("Being signed")
    SIGNED = "SIGNED", _("Digitally signed")
    FAILED = "FAILED", _("Signing failed")


class Scan(TextChoices):
    """What is known about harmful content in a stored file."""

    PENDING = "PENDING", _("Waiting for the virus check")
    CLEAN = "CLEAN", _("Checked, no virus found")
    INFECTED = "INFECTED", _("Harmful content found")
    UNSCANNED = "UNSCANNED", _("No virus scanner on this system")


class Damage(TextChoices):
    """What was found when a stored file was last compared with its SHA-256."""

    NONE = "NONE", _("As it was stored")
    CHANGED = "CHANGED", _("Changed in the storage")
    MISSING = "MISSING", _("Missing from the storage")
    DESTROYED = "DESTROYED", _("Destroyed at the end of its term")


# From each validity, what may follow. Revoked and replaced are ends.
VALIDITY = {
    Validity.VALID: {Validity.REVOKED, Validity.REPLACED},
    Validity.REVOKED: set(),
    Validity.REPLACED: set(),
}

SIGNING = {
    Signing.NONE: set(),
    Signing.SIGNING: {Signing.SIGNED, Signing.FAILED},
    Signing.FAILED: {Signing.SIGNING, Signing.SIGNED},
    Signing.SIGNED: set(),
}

SERVABLE = frozenset({Scan.CLEAN, Scan.UNSCANNED})
