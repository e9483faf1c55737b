"""A kept paper in words: whether it can serve, and who answers for it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.models import DossierPaper, DraftPaper, KeptPaper, SupplementFile
from dossiers.models.wallet import Standing
from dossiers.rules.validity import RENEWAL_REMINDER_DAYS
from dossiers.selectors.wallet.papers import CANNOT_SERVE
from portal.pages.templatetags.ui import date_short


def standing_tag(kept: KeptPaper, on: date) -> dict[str, Any]:
    """Label, kind and state of the tag for the local day `on`."""
    standing = kept.standing(on)
    if standing is not Standing.GOOD:
        return {"label": standing.label, "kind": "bad", "state": standing.value}
    if ends_soon(kept, on):
        label = _("Ends on %(day)s") % {"day": date_short(kept.valid_until)}
        return {"label": label, "kind": "warn", "state": standing.value}
    return {"label": standing.label, "kind": "ok", "state": standing.value}


def ends_soon(kept: KeptPaper, on: date) -> bool:
    """Whether its owner is reminded of its end by that day."""
    days = timedelta(days=RENEWAL_REMINDER_DAYS.on(on))
    return kept.valid_until is not None and kept.valid_until - days <= on


def kept_offers(
    kept: Iterable[KeptPaper],
    there: Iterable[DraftPaper | SupplementFile],
    place: str,
    on: date,
) -> list[dict[str, Any]]:
    """The kept papers that fit a place, each with the value of its button or why it cannot serve;
    those that stand there already are left out.
    """
    used = {row.kept_id for row in there}
    return [
        {
            "kept": row,
            "tag": standing_tag(row, on),
            "why": CANNOT_SERVE.get(row.standing(on), ""),
            "use": f"reuse:{place}:{row.public_id}",
        }
        for row in kept
        if row.pk not in used
    ]


def verified(row: DossierPaper | DraftPaper) -> str:
    """Who answers for a paper that served before, and whether it still holds today."""
    if row.kept is not None:
        return _kept(row, row.kept)
    if row.source is not None:
        facts = {"reference": row.source.dossier.reference}
        return _("Taken over from dossier %(reference)s of this agency") % facts
    return ""


def _kept(row: DossierPaper | DraftPaper, kept: KeptPaper) -> str:
    facts = {
        "who": ", ".join(str(each) for each in (kept.checked_by, kept.agency) if each),
        "day": date_short(kept.checked_at),
        "reference": kept.reference,
    }
    if kept.result_id is not None:
        words = [_("Result %(reference)s, signed by %(who)s on %(day)s") % facts]
    else:
        words = [_("Accepted in dossier %(reference)s by %(who)s on %(day)s") % facts]
    same = row.file.sha256 == kept.sha256
    words.append(_("fingerprint equal") if same else _("FINGERPRINT DIFFERS"))
    if kept.valid_until is not None:
        words.append(_("valid until %(day)s") % {"day": date_short(kept.valid_until)})
    standing = kept.standing(timezone.localdate())
    if standing not in (Standing.GOOD, Standing.REMOVED):
        words.append(str(standing.label).upper())
    return " · ".join(words)
