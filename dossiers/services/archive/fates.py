"""What becomes of each table that hangs on a dossier when the dossier is destroyed.

Rows that figures, money and the checks of the portal rest on stay, without a word in them; the rest
goes. Every table has a line and every column that can hold words stands in it: a test compares this
with the models, so that a new table cannot be forgotten.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fate:
    """`goes`: the rows are deleted. Otherwise they stay; `empties` names the columns whose words
    go, `keeps` those that hold codes, numbers and words of the house that tell about nobody.
    """

    empties: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    goes: bool = False


GOES = Fate(goes=True)
STAYS = Fate()

FATES: dict[str, Fate] = {
    "dossiers.Dossier": Fate(
        (
            *("applicant_name", "applicant_folded", "answers", "received_by"),
            *("closing_reason", "signing_error"),
        ),
        ("submission_number", "code", "external_partner", "external_code", "local_terms"),
    ),
    "dossiers.DossierFile": STAYS,
    "dossiers.DossierPaper": STAYS,
    # The archive’s own.
    "dossiers.ArchiveEntry": GOES,
    "dossiers.DisposalItem": Fate(keeps=("kept_because",)),
    "dossiers.Tombstone": Fate(keeps=("code", "basis", "contents", "digest")),
    "dossiers.Package": STAYS,
    # Dates.
    "dossiers.DueDate": Fate(keeps=("unit", "calendar_version", "days", "citations")),
    "dossiers.WaitingInterval": Fate(("reason",)),
    "dossiers.LimitExtension": Fate(("reason",)),
    "dossiers.Verification": Fate(("place", "participants", "subject", "findings")),
    "dossiers.Apology": Fate(("reason", "remarks"), ("signed_post",)),
    "dossiers.LateWarning": Fate(keeps=("rung",)),
    "dossiers.Breach": Fate(("explanation",)),
    # Work and decision.
    "dossiers.Opinion": Fate(("text",)),
    "dossiers.Proposal": Fate(("wording", "reason", "remarks")),
    "dossiers.Decision": Fate(("wording", "reason", "recall_reason"), ("post_title",)),
    "dossiers.Correction": Fate(("reason",), ("post_title",)),
    "dossiers.ResultEntry": Fate(("holder_name", "holder_folded"), ("code", "name", "valid_words")),
    "dossiers.Task": Fate(("content", "answer", "called_off_because")),
    "dossiers.ExplanationCase": Fate(("opinion", "answer", "remarks")),
    "dossiers.Rating": Fate(("comment",)),
    "dossiers.Supplement": Fate(("reason", "justification", "answer")),
    "dossiers.SupplementItem": Fate(
        ("reason", "held_words", "before", "after", "remark"), ("field_key", "label")
    ),
    "dossiers.SupplementFile": STAYS,
    "dossiers.SupplementDraft": Fate(("items", "reason", "justification", "remarks")),
    # Figures, and results let go before they were paid.
    "dossiers.Course": Fate(keeps=("ending",)),
    "dossiers.Overdue": STAYS,
    "dossiers.UnpaidRelease": Fate(("reason",)),
    # Messages between the applicant and the house.
    "dossiers.Message": Fate(("text",)),
    "dossiers.MessageFile": STAYS,
    "dossiers.MessageRead": GOES,
    # Authorities given for this dossier alone.
    "dossiers.Mandate": GOES,
    # Marks of the desk.
    "dossiers.AbsenceMove": STAYS,
    "dossiers.BulkItem": Fate(("words",), ("digest",)),
    "dossiers.SoftClaim": GOES,
    "dossiers.DossierLabel": GOES,
    "dossiers.Look": GOES,
    "dossiers.Follow": GOES,
    "dossiers.Note": GOES,
    "dossiers.TrackingCode": GOES,
    # The counter.
    "dossiers.HandOver": Fate(("note",)),
    "dossiers.HandOut": Fate(("receiver",)),
    "dossiers.Intake": STAYS,
    "dossiers.PaperCheck": Fate(("remark",)),
    "dossiers.Authority": GOES,
    "dossiers.RegisterEntry": STAYS,
    # Money: what moved and by which receipt stays as long as the books.
    "dossiers.Charge": Fate(("ground",), ("key", "code", "name", "basis", "per")),
    "dossiers.ReliefClaim": Fate(("group", "who", "reason"), ("charge_key", "basis")),
    "dossiers.Demand": Fate(keeps=("reference",)),
    "dossiers.DemandLine": STAYS,
    "dossiers.Attempt": Fate(("url", "reason"), ("reference", "failure")),
    "dossiers.PlatformCall": Fate(("body",), ("operation", "digest", "answer")),
    "dossiers.Movement": Fate(keeps=("transaction",)),
    "dossiers.MoneyReceipt": STAYS,
    "dossiers.Refund": Fate(("ground", "to", "reason")),
    "dossiers.Irregularity": Fate(("ground",), ("key", "reference", "transaction")),
    "dossiers.ReconciliationLine": Fate(("words", "ground"), ("transaction", "reference")),
    # Post.
    "dossiers.Shipment": Fate(
        (
            *("person", "phone", "email", "province_code", "commune_code", "detail", "note"),
            *("taken_by", "remedy"),
        ),
        ("carrier", "order_key", "waybill"),
    ),
    "dossiers.ShipmentItem": Fate(("label",)),
    "dossiers.ShipmentReport": Fate(("text", "place", "reason"), ("code", "digest")),
    "dossiers.Waybill": Fate(keeps=("carrier", "number")),
    # The national portal.
    "dossiers.NationalReport": Fate(("error",)),
    "dossiers.Arrival": Fate(("fields",), ("partner", "digest")),
    "dossiers.ArrivalFile": Fate(("name", "address", "problem"), ("key", "sha256")),
    "dossiers.ArrivalConflict": Fate(("fields",), ("digest",)),
}
