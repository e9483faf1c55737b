"""What a receipt says of a dossier that was taken in at a counter."""

from typing import Any

from dossiers.models import Authority, Dossier, Intake, RegisterEntry
from dossiers.models.intake import Verdict
from dossiers.selectors.clock import clock_start
from portal.documents.papers import PaperLine, Party

NOTES = {
    Verdict.SHOWN: "đã xuất trình, đối chiếu",
    Verdict.WAIVED: "không phải nộp",
    Verdict.UNNEEDED: "",
}
BY_HAND = "(Ký và ghi rõ họ tên)"
LATER = "tính từ khi cơ quan giải quyết nhận được hồ sơ"


def counter_facts(dossier: Dossier, owner: Party) -> dict[str, Any]:
    """Fields of the receipt that only the desk knows: copies counted, sets, who brought it, the
    line of the register.
    """
    facts: dict[str, Any] = {}
    entry = RegisterEntry.objects.filter(dossier=dossier).first()
    if entry is not None:
        facts |= {"register_book": str(entry.year), "register_number": f"{entry.number:02}"}
    if clock_start(dossier) is None:
        facts["due_words"] = LATER
    intake = Intake.objects.filter(dossier=dossier).first()
    if intake is None:
        return facts
    facts |= {"sets": intake.sets, "handed_in": BY_HAND, "lines": tuple(_lines(intake))}
    delegate = Authority.objects.filter(visit=intake.visit_id).first()
    if delegate is not None:
        facts |= {"owner": owner, "submitter": Party(name=delegate.name, phone=delegate.phone)}
    return facts


def _lines(intake: Intake) -> list[PaperLine]:
    checks = intake.checks.select_related("paper").order_by("paper__order", "paper_id")
    return [
        PaperLine(
            name=check.paper.name,
            originals=check.originals,
            certified=check.certified,
            copies=check.copies,
            note=_note(check),
        )
        for check in checks
        if check.verdict not in ("", Verdict.UNNEEDED, Verdict.MISSING)
    ]


def _note(check) -> str:
    electronic = "bản điện tử" if check.electronic else ""
    return "; ".join(filter(None, (NOTES.get(check.verdict, ""), electronic, check.remark)))
