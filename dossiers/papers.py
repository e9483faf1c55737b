"""What each paper of a dossier says, as plain values for `portal.documents.papers`."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.utils import timezone, translation

from dossiers.models import Dossier, DueKind, MoneyReceipt
from dossiers.models.decision import Outcome
from dossiers.models.money.charge import Purpose
from dossiers.rules.forms import FORM_SET
from dossiers.selectors.charges import charges_of
from dossiers.selectors.counter.receipt import counter_facts
from dossiers.selectors.desk import answers_in_words
from dossiers.selectors.terms import terms_for
from dossiers.words.money import charge_amount, charge_title
from dossiers.workflow import Action
from portal.accounts.selectors import address_of
from portal.agencies.selectors import code_of
from portal.audit.models import Event
from portal.documents.checking import check_address
from portal.documents.papers import (
    ApologyPaper,
    Fact,
    GivenBackPaper,
    Head,
    MoneyLine,
    Paper,
    PaperLine,
    Party,
    PaymentPaper,
    ReceiptPaper,
    RefusalPaper,
    ResultPaper,
    StopPaper,
    SupplementItem,
    SupplementPaper,
)
from portal.documents.rules.papers import paper_code
from portal.documents.workflow import PaperKind
from procedures.selectors import Terms
from procedures.words import amount_words, fee_words, limit_words

FILE_AGAIN = (
    "Nộp lại hồ sơ bất cứ lúc nào, trên Cổng Dịch vụ công hoặc tại Bộ phận Một cửa. Nội dung đã "
    "khai được giữ lại để bạn không phải khai lại từ đầu."
)


def build(kind: str, dossier: Dossier, event: Event) -> Paper:
    """The paper of `kind` that `event` calls for, in Vietnamese: papers have one language."""
    with translation.override("vi"):
        return BUILDERS[kind](dossier, event)


def code_for(kind: str, dossier: Dossier, event: Event) -> str:
    """The code of that paper. Making it twice for one event gives the same code."""
    if kind == PaperKind.SUPPLEMENT:
        earlier = dossier.supplements.filter(pk__lte=event.payload["supplement"]).count()
        return paper_code(kind, dossier.reference, earlier)
    if kind == PaperKind.RESULT:
        return paper_code(kind, dossier.reference, _number_of_result(dossier))
    if kind == PaperKind.PAYMENT:
        place = MoneyReceipt.objects.get(pk=event.payload["receipt"]).place
        return paper_code(kind, dossier.submission_number, place)
    return paper_code(kind, dossier.reference)


def _number_of_result(dossier: Dossier) -> int:
    """A decision that was recalled has never left the house and has no result."""
    return dossier.decisions.filter(recalled_by=None).count()


def _frame(kind: str, dossier: Dossier, event: Event) -> dict:
    code = code_for(kind, dossier, event)
    agency, desk = dossier.agency, dossier.receiving_agency
    rules_at = dossier.accepted_at or event.occurred_at
    number = FORM_SET.on(timezone.localdate(rules_at)).get(kind.lower())
    head = Head(
        agency_above=agency.parent.name if agency.parent else "",
        agency=agency.name,
        place=agency.place,
        on=timezone.localdate(event.occurred_at),
        form_label=f"Mẫu số {number:02}" if number else "",
        number=code,
        contact=" · ".join(filter(None, (desk.name, desk.address, desk.phone, desk.email))),
    )
    return {"code": code, "head": head, "check_address": check_address(code)}


def _party(dossier: Dossier) -> Party:
    owner = dossier.owner
    return Party(
        name=dossier.applicant_name,
        address=address_of(owner),
        phone=owner.phone or "",
        email=owner.email or "",
    )


def _sides(dossier: Dossier) -> dict[str, Party]:
    """Who submits, and whose dossier it is where that is another person."""
    if dossier.filed_by is None:
        return {"submitter": _party(dossier)}
    filer = dossier.filed_by
    submitter = Party(name=filer.full_name, phone=filer.phone or "", email=filer.email or "")
    return {"submitter": submitter, "owner": _party(dossier)}


def _official(event: Event) -> str:
    official = get_user_model().objects.filter(pk=event.actor_user_id).first()
    return official.full_name if official else ""


def _receipt(dossier: Dossier, event: Event) -> ReceiptPaper:
    promised = dossier.due_dates.filter(kind=DueKind.PROMISED).first()
    terms = terms_for(dossier)
    facts = {
        "dossier_code": dossier.code,
        "desk": dossier.receiving_agency.name,
        **_sides(dossier),
        "request": dossier.revision.name,
        "lines": tuple(_lines(dossier)),
        "time_limit": limit_words(terms),
        "received_at": timezone.localtime(dossier.accepted_at),
        "due_at": timezone.localtime(promised.at) if promised and promised.at else None,
        "return_at": str(dossier.get_return_way_display()),
        "fees": _fees(dossier, terms),
        "receiver": _official(event),
    }
    facts |= counter_facts(dossier, _party(dossier))
    return ReceiptPaper(**_frame(PaperKind.RECEIPT, dossier, event), **facts)


def _lines(dossier: Dossier):
    seen = set()
    for handed_in in dossier.papers.select_related("paper"):
        if handed_in.paper_id not in seen:
            seen.add(handed_in.paper_id)
            yield PaperLine(name=handed_in.paper.name, copies=1, note="bản điện tử")


def _fees(dossier: Dossier, terms: Terms) -> str:
    """What this dossier costs, as it was worked out; the tariff where nothing was worked out."""
    charges = [row for row in charges_of(dossier) if row.purpose == Purpose.FEES]
    if not charges:
        return _tariff(terms)
    return "; ".join(
        f"{charge_title(each)}: {charge_amount(each)}" + (f" ({each.basis})" if each.basis else "")
        for each in charges
    )


def _tariff(terms: Terms) -> str:
    """The charges in force on the day of filing, each with the text of the province that set it."""
    return "; ".join(
        f"{each.title}: {fee_words(each)}" + (f" ({each.legal_basis})" if each.local else "")
        for each in terms.charges
    )


def _supplement(dossier: Dossier, event: Event) -> SupplementPaper:
    supplement = dossier.supplements.get(pk=event.payload["supplement"])
    return SupplementPaper(
        **_frame(PaperKind.SUPPLEMENT, dossier, event),
        dossier_code=dossier.reference,
        desk=dossier.receiving_agency.name,
        submitter=_party(dossier),
        request=dossier.revision.name,
        items=tuple(
            SupplementItem(name=item.label, reason=item.reason) for item in supplement.items.all()
        ),
        reason=supplement.reason,
        official=_official(event),
        official_phone=dossier.receiving_agency.phone,
    )


def _refusal(dossier: Dossier, event: Event) -> RefusalPaper:
    return RefusalPaper(
        **_frame(PaperKind.REFUSAL, dossier, event),
        dossier_code=dossier.reference,
        desk=dossier.receiving_agency.name,
        submitter=_party(dossier),
        request=dossier.revision.name,
        reason=dossier.closing_reason,
        advice=FILE_AGAIN if event.kind == f"dossier.{Action.REFUSE_LAPSED}" else "",
        official=_official(event) or dossier.receiving_agency.name,
        official_phone=dossier.receiving_agency.phone,
    )


def _apology(dossier: Dossier, event: Event) -> ApologyPaper:
    apology = dossier.apology
    new_due = dossier.due_dates.get(pk=event.payload["due"])
    return ApologyPaper(
        **_frame(PaperKind.APOLOGY, dossier, event),
        dossier_code=dossier.code,
        to=_party(dossier),
        request=dossier.revision.name,
        received_at=timezone.localtime(dossier.accepted_at),
        promised_at=timezone.localtime(apology.before),
        reason=apology.reason,
        new_due_at=timezone.localtime(new_due.at),
        recipients=(dossier.receiving_agency.name,),
        signer=apology.signed_by.full_name,
        signer_post=apology.signed_post,
    )


def _stop(dossier: Dossier, event: Event) -> StopPaper:
    return StopPaper(
        **_frame(PaperKind.STOP, dossier, event),
        dossier_code=dossier.code,
        to=_party(dossier),
        request=dossier.revision.name,
        received_at=timezone.localtime(dossier.accepted_at),
        reason=dossier.closing_reason,
        signer=_official(event),
        signer_post="",
    )


def _given_back(dossier: Dossier, event: Event) -> GivenBackPaper:
    request = dossier.supplements.prefetch_related("items").get(pk=event.payload["supplement"])
    return GivenBackPaper(
        **_frame(PaperKind.GIVEN_BACK, dossier, event),
        dossier_code=dossier.code,
        to=_party(dossier),
        request=dossier.revision.name,
        received_at=timezone.localtime(dossier.accepted_at),
        asked_at=timezone.localtime(request.asked_at),
        answer_by=timezone.localtime(request.due_at),
        items=tuple(
            SupplementItem(name=item.label, reason=item.reason) for item in request.items.all()
        ),
        reason=dossier.closing_reason,
        advice=FILE_AGAIN,
        signer=_official(event) or request.asked_by.full_name,
        signer_post="",
    )


def _result(dossier: Dossier, event: Event) -> ResultPaper:
    decision = dossier.decisions.get(revoked_at=None)
    granted = decision.outcome == Outcome.GRANT
    results = list(dossier.revision.results.all())
    name = results[0].name if granted and results else "Thông báo kết quả giải quyết hồ sơ"
    reason = (decision.reason,) if decision.reason else ()
    return ResultPaper(
        **_frame(PaperKind.RESULT, dossier, event),
        name=name,
        dossier_code=dossier.code,
        to=_party(dossier),
        grounds=tuple(_basis(basis) for basis in dossier.revision.legal_bases.all()),
        opening=f"Xét hồ sơ {dossier.code} về việc {dossier.revision.name},",
        facts=tuple(_facts(dossier)) if granted else (),
        articles=(decision.wording, *reason),
        signer=decision.by.full_name,
        signer_post=decision.post_title,
    )


def _basis(basis) -> str:
    return f"{basis.title} ({basis.symbol})" if basis.title else basis.symbol


def _facts(dossier: Dossier):
    for section in answers_in_words(dossier):
        for row in section.rows:
            if row.value and not row.statement:
                yield Fact(label=row.label, value=row.value)


def _payment(dossier: Dossier, event: Event) -> PaymentPaper:
    receipt = MoneyReceipt.objects.select_related("movement__demand").get(
        pk=event.payload["receipt"]
    )
    movement = receipt.movement
    agency_code = code_of(receipt.agency, movement.day)
    return PaymentPaper(
        **_frame(PaperKind.PAYMENT, dossier, event),
        series=f"{receipt.year % 100:02}/{agency_code}",
        number=f"{receipt.number:07}",
        dossier_code=dossier.reference,
        payer=_party(dossier),
        request=dossier.revision.name,
        lines=tuple(_money_lines(movement)),
        amount=amount_words(movement.amount),
        method=str(movement.get_method_display()),
        transaction=movement.transaction,
        paid_at=timezone.localtime(movement.at),
        cashier=_official(event),
    )


def _money_lines(movement):
    """What the demand asked for, where the money is exactly that; a part of it names no charge."""
    if movement.amount == movement.demand.amount:
        for line in movement.demand.lines.select_related("charge"):
            amount = amount_words(line.amount)
            yield MoneyLine(name=line.charge.name, amount=amount, basis=line.charge.basis)


BUILDERS: dict[str, Callable[[Dossier, Event], Paper]] = {
    PaperKind.RECEIPT: _receipt,
    PaperKind.SUPPLEMENT: _supplement,
    PaperKind.REFUSAL: _refusal,
    PaperKind.APOLOGY: _apology,
    PaperKind.STOP: _stop,
    PaperKind.GIVEN_BACK: _given_back,
    PaperKind.RESULT: _result,
    PaperKind.PAYMENT: _payment,
}
