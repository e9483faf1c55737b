from dossiers.models.answer_file import DossierFile, DraftFile
from dossiers.models.archive import (
    ArchiveEntry,
    Disposal,
    DisposalItem,
    Package,
    RetentionTerm,
    Tombstone,
)
from dossiers.models.child import Child
from dossiers.models.clock import (
    DueDate,
    DueKind,
    LimitExtension,
    Verification,
    WaitingInterval,
)
from dossiers.models.correction import Correction
from dossiers.models.counter import CodeCounter
from dossiers.models.course import Course, Outcome, Overdue
from dossiers.models.decision import Decision, Opinion, Proposal
from dossiers.models.desk import (
    Absence,
    AbsenceMove,
    BulkItem,
    BulkJob,
    DeskChange,
    DeskCount,
    DossierLabel,
    Follow,
    Instruction,
    InstructionStep,
    Label,
    Look,
    SavedList,
    SoftClaim,
    Wording,
    WordingVersion,
)
from dossiers.models.dossier import Dossier
from dossiers.models.draft import Draft, DraftPaper
from dossiers.models.explanation import ExplanationCase
from dossiers.models.handover import HandOut, HandOver, UnpaidRelease
from dossiers.models.intake import Authority, Intake, PaperCheck, Visit
from dossiers.models.late import Apology, Breach, LateWarning
from dossiers.models.mandate import Mandate
from dossiers.models.message import Message, MessageFile, MessageRead
from dossiers.models.money import (
    AgencyAccount,
    Attempt,
    Charge,
    Demand,
    DemandLine,
    Irregularity,
    MoneyReceipt,
    Movement,
    PlatformCall,
    ReceiptCounter,
    Reconciliation,
    ReconciliationLine,
    Refund,
    ReliefClaim,
)
from dossiers.models.national import Arrival, ArrivalConflict, ArrivalFile, NationalReport
from dossiers.models.note import Note
from dossiers.models.paper import DossierPaper
from dossiers.models.postage import (
    PostProvince,
    PostService,
    PostTariff,
    PostTariffLine,
    Waybill,
    WaybillStock,
)
from dossiers.models.queue import (
    Booking,
    BookingPlan,
    BookingSlot,
    QueueCounter,
    Ticket,
)
from dossiers.models.rating import Rating
from dossiers.models.register import RegisterCounter, RegisterEntry
from dossiers.models.replay import Replay
from dossiers.models.result import ResultEntry
from dossiers.models.settlement_report import SettlementReport
from dossiers.models.shipment import (
    PostCall,
    PostCursor,
    PostHandOver,
    Shipment,
    ShipmentItem,
    ShipmentReport,
)
from dossiers.models.supplement import Supplement, SupplementFile, SupplementItem
from dossiers.models.supplement_draft import SupplementDraft
from dossiers.models.supplement_reason import SupplementReason
from dossiers.models.task import Task
from dossiers.models.tracking import TrackingCode
from dossiers.models.wallet import Consent, KeptPaper

__all__ = [
    "ArchiveEntry",
    "Disposal",
    "DisposalItem",
    "Package",
    "RetentionTerm",
    "Tombstone",
    "Child",
    "Mandate",
    "Absence",
    "AbsenceMove",
    "BulkItem",
    "BulkJob",
    "DeskChange",
    "DeskCount",
    "DossierLabel",
    "Follow",
    "Instruction",
    "InstructionStep",
    "Label",
    "UnpaidRelease",
    "Look",
    "SavedList",
    "SoftClaim",
    "Wording",
    "WordingVersion",
    "Authority",
    "Booking",
    "BookingPlan",
    "BookingSlot",
    "HandOut",
    "HandOver",
    "Intake",
    "PaperCheck",
    "QueueCounter",
    "RegisterCounter",
    "RegisterEntry",
    "Ticket",
    "Visit",
    "Arrival",
    "ArrivalConflict",
    "ArrivalFile",
    "AgencyAccount",
    "Attempt",
    "Charge",
    "Demand",
    "DemandLine",
    "Irregularity",
    "MoneyReceipt",
    "Movement",
    "PlatformCall",
    "ReceiptCounter",
    "Reconciliation",
    "ReconciliationLine",
    "Refund",
    "ReliefClaim",
    "CodeCounter",
    "Correction",
    "Course",
    "Outcome",
    "Overdue",
    "SettlementReport",
    "Decision",
    "Dossier",
    "DossierPaper",
    "DossierFile",
    "Draft",
    "DraftFile",
    "DraftPaper",
    "DueDate",
    "DueKind",
    "Message",
    "MessageFile",
    "MessageRead",
    "NationalReport",
    "Note",
    "Opinion",
    "PostCall",
    "PostCursor",
    "PostHandOver",
    "PostProvince",
    "PostService",
    "PostTariff",
    "PostTariffLine",
    "Proposal",
    "Rating",
    "Replay",
    "ResultEntry",
    "Shipment",
    "ShipmentItem",
    "ShipmentReport",
    "Supplement",
    "SupplementFile",
    "SupplementItem",
    "Task",
    "TrackingCode",
    "Consent",
    "KeptPaper",
    "WaitingInterval",
    "Waybill",
    "WaybillStock",
    "Apology",
    "Breach",
    "LateWarning",
    "ExplanationCase",
    "LimitExtension",
    "Verification",
    "SupplementDraft",
    "SupplementReason",
]
