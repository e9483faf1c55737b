"""Papers that are printed on the spot: control slip, list of what was handed over, register,
guidance on what to bring.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone, translation

from dossiers.models import (
    Dossier,
    DueKind,
    HandOut,
    HandOver,
    Intake,
    RegisterEntry,
    SupplementItem,
)
from dossiers.rules.forms import FORM_SET
from dossiers.workflow import FINAL, STATES, State
from portal.accounts.models import User
from portal.accounts.selectors import address_of
from portal.agencies.models import Agency
from portal.documents.checking import check_address
from portal.documents.papers import (
    ControlSlipPaper,
    Head,
    Party,
    RegisterPaper,
    RegisterRow,
    SupplementPaper,
)
from portal.documents.papers import HandOver as Row
from portal.documents.papers import SupplementItem as Item
from portal.documents.rules.papers import paper_code
from portal.documents.workflow import PaperKind
from portal.kernel.codes import phone_words

OUTCOMES = {"EARLY": "trước hạn", "ON_TIME": "đúng hạn", "LATE": "quá hạn"}


def control_slip(dossier: Dossier, at: datetime) -> ControlSlipPaper:
    """Every hand-over so far, in the form of the rule set of the day of acceptance (TT
    01/2018/TT-VPCP, Mẫu số 05; TT 03/2025/TT-VPCP, Mẫu số 06).
    """
    with translation.override("vi"):
        rows = HandOver.objects.filter(dossier=dossier).select_related(
            "giver", "taker", "given_by", "taken_by"
        )
        promised = dossier.due_dates.filter(kind=DueKind.PROMISED).order_by("pk").first()
        kind = PaperKind.CONTROL_SLIP
        return ControlSlipPaper(
            code=paper_code(kind, dossier.code),
            head=_head(dossier.receiving_agency, kind, dossier.accepted_at, at),
            dossier_code=dossier.code,
            owner=Party(name=dossier.applicant_name),
            procedure=dossier.revision.name,
            received_at=timezone.localtime(dossier.accepted_at),
            due_at=timezone.localtime(promised.at) if promised and promised.at else None,
            handled_by=dossier.agency.name,
            hand_overs=tuple(_row(row) for row in rows.order_by("pk")),
        )


def _row(row: HandOver) -> Row:
    return Row(
        giver=row.giver.name,
        taker=row.taker.name,
        at=timezone.localtime(row.given_at or row.due_at),
        giver_name=row.given_by.full_name if row.given_by else "",
        taker_name=row.taken_by.full_name if row.taken_by else _taken_by(row),
        outcome=OUTCOMES.get(row.outcome, ""),
        note=row.note or ("" if row.on_paper else "chuyển trên hệ thống"),
    )


def _taken_by(row: HandOver) -> str:
    return "" if row.on_paper else "nhận trên hệ thống"


def hand_over_list(rows: Sequence[HandOver], giver: Agency, day: date) -> ControlSlipPaper:
    """What one unit handed over in a day, as one list for both signatures."""
    with translation.override("vi"):
        at = timezone.now()
        return ControlSlipPaper(
            code=f"BG-{day:%y%m%d}",
            head=_head(giver, PaperKind.CONTROL_SLIP, at, at),
            dossier_code="",
            owner=Party(name=giver.name),
            procedure=f"Danh sách bàn giao hồ sơ ngày {day:%d/%m/%Y}",
            received_at=timezone.localtime(rows[0].opened_at),
            due_at=None,
            handled_by=", ".join(dict.fromkeys(row.taker.name for row in rows)),
            hand_overs=tuple(_listed(row) for row in rows),
        )


def _listed(row: HandOver) -> Row:
    kept = _row(row)
    return Row(**vars(kept) | {"note": f"{row.dossier.reference} {kept.note}".strip()})


def register_paper(
    entries: Sequence[RegisterEntry], desk: Agency, period: str, at: datetime
) -> RegisterPaper:
    """The register of a desk, by the rule set of the day it is printed."""
    with translation.override("vi"):
        return RegisterPaper(
            code=f"SO-{desk.pk}-{at:%y%m%d%H%M}",
            head=_head(desk, PaperKind.REGISTER, at, at),
            period=period,
            rows=tuple(register_row(entry) for entry in entries),
        )


def register_row(entry: RegisterEntry) -> RegisterRow:
    dossier = entry.dossier
    out: HandOut | None = next(iter(dossier.hand_outs.all()), None)
    intake = getattr(dossier, "intake", None)
    promised = [row for row in dossier.due_dates.all() if row.kind == DueKind.PROMISED]
    owner = dossier.owner
    phone = phone_words(owner.phone) if owner.phone else ""
    return RegisterRow(
        number=entry.number,
        dossier_code=dossier.code,
        procedure=dossier.revision.name,
        sets=intake.sets if intake else 1,
        owner=dossier.applicant_name,
        contact=", ".join(filter(None, (address_of(owner), phone))),
        received_on=timezone.localdate(dossier.accepted_at),
        due_on=timezone.localdate(promised[0].at) if promised and promised[0].at else None,
        returned_on=_returned_on(dossier, out),
        returned_by=out.by.full_name if out else "",
        returned_to=out.receiver if out else dossier.received_by,
        note="; ".join(_remarks(dossier, intake, out)),
    )


def _returned_on(dossier: Dossier, out: HandOut | None) -> date | None:
    """The local day of the hand-out at a desk, of the delivery, or of the result in the account."""
    if out:
        return timezone.localdate(out.at)
    return timezone.localdate(dossier.closed_at) if dossier.state == State.RETURNED else None


def _remarks(dossier: Dossier, intake: Intake | None, out: HandOut | None) -> Iterator[str]:
    """How it came and how it went, where that was not by hand."""
    if intake is None:
        yield "nộp trực tuyến"
    if dossier.state == State.RETURNED:
        if out is None:
            yield "trả qua bưu chính" if dossier.received_by else "trả trong tài khoản"
    elif dossier.state in FINAL | {State.UNCLAIMED}:
        with translation.override("vi"):
            yield str(STATES[State(dossier.state)].label).lower()


def guidance_slip(
    intake: Intake,
    items: Sequence[SupplementItem],
    *,
    code: str,
    reason: str,
    clerk: User,
    at: datetime,
) -> SupplementPaper:
    """What is wanting of a dossier that was not received, by the rule set of the day (TT
    01/2018/TT-VPCP and TT 03/2025/TT-VPCP, Mẫu số 02).
    """
    draft, desk = intake.draft, intake.visit.desk
    owner = draft.owner
    with translation.override("vi"):
        return SupplementPaper(
            code=code,
            head=replace(_head(desk, PaperKind.SUPPLEMENT, at, at), number=code),
            check_address=check_address(code),
            desk=desk.name,
            submitter=Party(
                name=str(draft.organisation or owner.full_name),
                address=address_of(owner),
                phone=owner.phone or "",
                email=owner.email or "",
            ),
            request=draft.revision.name,
            items=tuple(Item(name=item.label, reason=item.reason) for item in items),
            reason=reason,
            official=clerk.full_name,
            official_phone=desk.phone,
        )


def _head(desk: Agency, kind: str, rules_at: datetime, at: datetime) -> Head:
    number = FORM_SET.on(timezone.localdate(rules_at)).get(kind.lower())
    return Head(
        agency_above=desk.authority.name if desk.authority != desk else "",
        agency=desk.name,
        place=desk.place,
        on=timezone.localdate(at),
        form_label=f"Mẫu số {number:02}" if number else "",
        contact=" · ".join(filter(None, (desk.name, desk.address, desk.phone, desk.email))),
    )
