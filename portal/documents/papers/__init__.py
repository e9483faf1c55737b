"""What each paper is made from: plain values only, so that whoever issues a paper just fills them.

Times are given in Asia/Ho_Chi_Minh. `form_label` ("Mẫu số 01 …") comes from the rule set of the
day. The fields are those of the forms of TT 01/2018/TT-VPCP.
"""

from portal.documents.papers.keeping import from_json, to_json
from portal.documents.papers.originals import (
    PAPERS,
    ApologyPaper,
    ControlSlipPaper,
    GivenBackPaper,
    Paper,
    PaymentPaper,
    ReceiptPaper,
    RefusalPaper,
    RegisterPaper,
    ResultPaper,
    StopPaper,
    SupplementPaper,
)
from portal.documents.papers.parts import (
    Fact,
    HandOver,
    Head,
    MoneyLine,
    PaperLine,
    Party,
    RegisterRow,
    SupplementItem,
)
from portal.documents.pdf import render

__all__ = [
    "ApologyPaper",
    "ControlSlipPaper",
    "Fact",
    "GivenBackPaper",
    "HandOver",
    "Head",
    "MoneyLine",
    "PAPERS",
    "Paper",
    "PaperLine",
    "Party",
    "PaymentPaper",
    "ReceiptPaper",
    "RefusalPaper",
    "RegisterPaper",
    "RegisterRow",
    "ResultPaper",
    "StopPaper",
    "SupplementItem",
    "SupplementPaper",
    "from_json",
    "render_paper",
    "to_json",
]


def render_paper(paper: Paper) -> bytes:
    """The paper as a tagged PDF. Raises PdfUnavailable when the libraries are missing."""
    title = f"{paper.heading} {paper.code}".strip()
    context = {"base": "documents/paper.html", "paper": paper, "head": paper.head}
    return render(paper.template, context, title=title, lang="vi")
