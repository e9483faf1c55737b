from procedures.admin.catalogue import LifeEventAdmin, ProcedureAdmin, SectorAdmin
from procedures.admin.channel import ChannelAdmin, FeeAdmin
from procedures.admin.eligibility import EligibilityAdmin
from procedures.admin.form import EFormAdmin, EFormVersionAdmin
from procedures.admin.help import GuideAdmin
from procedures.admin.local_terms import LocalTermsAdmin
from procedures.admin.revision import RevisionAdmin

__all__ = [
    "ChannelAdmin",
    "EFormAdmin",
    "EFormVersionAdmin",
    "EligibilityAdmin",
    "FeeAdmin",
    "GuideAdmin",
    "LifeEventAdmin",
    "LocalTermsAdmin",
    "ProcedureAdmin",
    "RevisionAdmin",
    "SectorAdmin",
]
