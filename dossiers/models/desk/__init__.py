"""What officials keep beside the dossiers: counts, lists, claims, labels, absences, bulk work,
wordings, instructions. None of it is part of a dossier's own story.
"""

from dossiers.models.desk.absence import Absence, AbsenceMove
from dossiers.models.desk.bulk import BulkItem, BulkJob, ItemState
from dossiers.models.desk.claim import SoftClaim
from dossiers.models.desk.counts import DeskChange, DeskCount, Place
from dossiers.models.desk.instruction import Instruction, InstructionStep, StepKind
from dossiers.models.desk.lists import DossierLabel, Follow, Label, Look, SavedList
from dossiers.models.desk.wording import Wording, WordingState, WordingVersion

__all__ = [
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
    "ItemState",
    "Label",
    "Look",
    "Place",
    "SavedList",
    "SoftClaim",
    "StepKind",
    "Wording",
    "WordingState",
    "WordingVersion",
]
