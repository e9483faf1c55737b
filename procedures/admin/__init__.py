from procedures.admin.catalogue import LifeEventAdmin, ProcedureAdmin, SectorAdmin
from procedures.admin.eligibility import EligibilityAdmin
from procedures.admin.form import EFormAdmin, EFormVersionAdmin
from procedures.admin.help import GuideAdmin
from procedures.admin.revision import ChannelAdmin, RevisionAdmin

__all__ = [
    "ChannelAdmin",
    "EFormAdmin",
    "EFormVersionAdmin",
    "EligibilityAdmin",
    "GuideAdmin",
    "LifeEventAdmin",
    "ProcedureAdmin",
    "RevisionAdmin",
    "SectorAdmin",
]
