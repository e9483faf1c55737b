"""What officials see of a dossier and the national portal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import ArrivalConflict, NationalReport
from dossiers.permissions import visible_to
from dossiers.selectors.national.facts import behind
from portal.integrations.models import OutboxMessage
from portal.integrations.national.port import NAME
from portal.integrations.troubles import in_words

PAGE = 50
FIELDS: dict[str, str | Promise] = {
    "MaTTHC": _("Procedure"),
    "MaDonViTiepNhan": _("Agency in charge"),
    "TruongHop": _("Situation"),
    "NgayNopHoSo": _("Filed at"),
    "ChuHoSo": _("Applicant"),
    "SoGiayToChuHoSo": _("Identity number"),
    "TenThuongNhan": _("Organisation"),
    "MaSoThue": _("Tax number"),
    "Email": _("E-mail"),
    "SoDienThoai": _("Phone"),
    "HinhThuc": _("Result"),
    "TaiLieuNop": _("Papers"),
    "EformThongTinChiTiet": _("Answers"),
}
"""Fields of a message that an official has to understand."""


@dataclass(frozen=True)
class Contrast:
    """A field that came twice, with other contents."""

    label: str | Promise
    first: str
    then: str


def behind_for(user: Any, on: date, *, all_of_them: bool) -> QuerySet[NationalReport]:
    """Dossiers of which the national portal knows too little, among those the official may see."""
    rows = behind()
    return rows if all_of_them else rows.filter(dossier__in=visible_to(user, on))


def on_their_way(dossiers: Iterable[int]) -> dict[int, OutboxMessage]:
    """The message that will tell of each dossier, while it waits for its next try."""
    recipients = {f"dossier:{pk}": pk for pk in dossiers}
    waiting = OutboxMessage.objects.filter(
        connector=NAME, state=OutboxMessage.State.PENDING, recipient__in=recipients
    )
    return {recipients[message.recipient]: message for message in waiting.order_by("id")}


def trouble_of(report: NationalReport, message: OutboxMessage | None) -> str:
    return in_words((message.last_error if message else "") or report.error)


def contrasts(conflict: ArrivalConflict) -> list[Contrast]:
    """What differs between the message that stands and the one that came later."""
    first, then = conflict.arrival.fields, conflict.fields
    names = [name for name in {**first, **then} if first.get(name) != then.get(name)]
    return [
        Contrast(FIELDS.get(name, name), _words(first.get(name)), _words(then.get(name)))
        for name in names
    ]


def _words(value: Any) -> str:
    match value:
        case None | "":
            return "–"
        case list():
            return "; ".join(_words(item) for item in value) or "–"
        case dict():
            shown = value.get("TenTepDinhKem")
            return shown or "; ".join(f"{key}: {_words(item)}" for key, item in value.items())
    return str(value)
