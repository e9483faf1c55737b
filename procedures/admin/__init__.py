from procedures.admin.catalogue import LifeEventAdmin, ProcedureAdmin, SectorAdmin
from procedures.admin.form import EFormAdmin, EFormVersionAdmin
from procedures.admin.revision import ChannelAdmin, RevisionAdmin

__all__ = [
    "ChannelAdmin",
    "EFormAdmin",
    "EFormVersionAdmin",
    "LifeEventAdmin",
    "ProcedureAdmin",
    "RevisionAdmin",
    "SectorAdmin",
]
