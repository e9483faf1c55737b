"""What the state already knows is not asked again (32/2017/TT-BTTTT, Điều 4).

Whose name or number a question means, a program can only tell from its words; where they leave it
open, the gate warns instead of refusing.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.kernel.text import fold
from procedures.eforms.blocks import parts_of
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.gate.finding import Finding
from procedures.eforms.gate.places import Place, places
from procedures.eforms.kinds import BLOCKS, Kind

_SELF = (
    r"(bạn|tôi|người (yêu cầu|nộp( hồ sơ)?|khai|đề nghị|làm đơn|đăng ký|viết đơn)|chủ hồ sơ"
    r"|(the )?applicant|yours?|you)"
)
_APPLICANT = re.compile(rf"^(về |thông tin (về |của )?)?(your )?{_SELF}( là)?$")
_OWN = re.compile(rf"^((của|of) )?{_SELF}$")
_DATA = {
    "full_name": re.compile(r"^(ho,? (va |chu dem,? (va )?)?ten|ho ten|full name)\b"),
    "birth_date": re.compile(r"^(ngay,? (thang,? nam )?sinh|sinh ngay|date of birth)\b"),
    "identity_number": re.compile(
        r"^(so )?(dinh danh|can cuoc|cccd|cmnd|chung minh|identity|personal identification)\b"
    ),
    "phone": re.compile(r"^(so )?(dien thoai|phone|mobile)\b"),
    "email": re.compile(r"^(e-?mail|thu dien tu|dia chi thu dien tu)\b"),
    "address": re.compile(
        r"^(noi (cu tru|thuong tru|o)|dia chi (thuong tru|cu tru|lien he)|address)\b"
    ),
}
_KINDS = {
    Kind.IDENTITY_NUMBER: "identity_number",
    Kind.PHONE: "phone",
    Kind.EMAIL: "email",
}


def findings(definition: Definition) -> Iterator[Finding]:
    known = _held_by_blocks(definition)
    for place in places(definition):
        if place.above or place.item.prefill:
            continue
        if place.item.kind in BLOCKS:
            yield from _block(place)
        else:
            yield from _single(place, known)


def _block(place: Place) -> Iterator[Finding]:
    if place.item.kind is Kind.PERSON and _APPLICANT.match(_said(place.item.label.vi)):
        yield place.finding(
            _("the applicant is asked for what the account already knows"),
            _("Choose where the portal takes the answers from."),
        )


def _single(place: Place, known: dict[str, set[str]]) -> Iterator[Finding]:
    datum, whose = _datum(place.item)
    if datum is None:
        return
    if not whose and datum in known.get(place.section.key, ()):
        yield place.finding(
            _("the person of this section was already asked for this"),
            _("Remove the question, or say in its label whose it is."),
        )
    elif _OWN.match(whose) or not whose and _APPLICANT.match(_said(place.section.title.vi)):
        yield place.finding(
            _("the applicant is asked for what the account already knows"),
            _("Choose where the portal takes the answer from, or ask for a whole person."),
        )
    elif not whose:
        yield place.finding(
            _("the label does not say whose it is"),
            _("If it is the applicant’s, let the portal fill it in; if not, say whose."),
            warning=True,
        )


def _datum(item: Field) -> tuple[str | None, str]:
    """The known datum a question asks for, and whose: "Ngày sinh của mẹ" → birth_date, "của mẹ"."""
    if item.kind not in (Kind.TEXT, Kind.DATE, *_KINDS):
        return None, ""
    words = _said(item.label.vi)
    for name, said in _DATA.items():
        found = said.search(fold(words))
        if found:
            return name, words[found.end() :].strip(" ,:")
    return _KINDS.get(item.kind), words


def _said(words: str) -> str:
    return " ".join(words.casefold().strip(" .:*").split())


def _held_by_blocks(definition: Definition) -> dict[str, set[str]]:
    """Parts that the person blocks of each section ask for."""
    held: dict[str, set[str]] = {}
    for section in definition.sections:
        for item in section.fields:
            if item.kind is Kind.PERSON:
                held.setdefault(section.key, set()).update(part.key for part in parts_of(item))
    return held
