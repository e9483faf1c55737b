"""Validity of results in words, for holders and officials alike."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from dossiers.models import ResultEntry
from dossiers.selectors.results import EXPIRED
from portal.documents.workflow import Validity

STATES: dict[str, str | Promise] = {
    Validity.VALID: Validity.VALID.label,
    EXPIRED: pgettext_lazy("result", "Its time is over"),
    Validity.REPLACED: Validity.REPLACED.label,
    Validity.REVOKED: Validity.REVOKED.label,
}
TONES = {
    Validity.VALID: "ok",
    EXPIRED: "warn",
    Validity.REPLACED: "warn",
    Validity.REVOKED: "bad",
}


def state_words(state: str) -> str:
    return str(STATES[state])


def until_words(entry: ResultEntry) -> str:
    """Its last day, or what the procedure says where that is no plain length."""
    if entry.valid_until is not None:
        return f"{entry.valid_until:%d/%m/%Y}"
    return entry.valid_words or _("no end")
