from procedures.models.blank_print import BlankPrint
from procedures.models.case import Case
from procedures.models.channel import Channel
from procedures.models.eform import EForm, EFormVersion
from procedures.models.eligibility import (
    Eligibility,
    EligibilityOutcome,
    EligibilityQuestion,
)
from procedures.models.exemption import Exemption
from procedures.models.fee import Fee
from procedures.models.form_trial import FormTrial
from procedures.models.guard import Frozen
from procedures.models.help import FrequentQuestion, Guide, SampleForm
from procedures.models.imported import ImportedProcedure, ImportRun, Settlement, UnreadableLine
from procedures.models.legal_basis import LegalBasis
from procedures.models.local_terms import LocalExemption, LocalFee, LocalLimit, LocalTerms
from procedures.models.offering import Offering
from procedures.models.paper import Paper
from procedures.models.priority import PriorityEntry, PriorityList, YearlyReport
from procedures.models.procedure import Procedure
from procedures.models.process import Duty, ProcessStep
from procedures.models.result import ResultKind
from procedures.models.revision import Revision
from procedures.models.rollout import RolloutStep
from procedures.models.sector import LifeEvent, Sector, SectorCode
from procedures.models.update_duty import UpdateDuty

__all__ = [
    "BlankPrint",
    "Case",
    "Channel",
    "Duty",
    "EForm",
    "EFormVersion",
    "Eligibility",
    "EligibilityOutcome",
    "EligibilityQuestion",
    "Exemption",
    "Fee",
    "FormTrial",
    "FrequentQuestion",
    "Frozen",
    "Guide",
    "ImportRun",
    "ImportedProcedure",
    "LegalBasis",
    "LifeEvent",
    "LocalExemption",
    "LocalFee",
    "LocalLimit",
    "LocalTerms",
    "Offering",
    "Paper",
    "PriorityEntry",
    "PriorityList",
    "Procedure",
    "ProcessStep",
    "ResultKind",
    "Revision",
    "RolloutStep",
    "SampleForm",
    "Sector",
    "SectorCode",
    "UpdateDuty",
    "YearlyReport",
    "Settlement",
    "UnreadableLine",
]
