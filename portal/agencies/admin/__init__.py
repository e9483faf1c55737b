from portal.agencies.admin.agency import AgencyAdmin, PostAdmin
from portal.agencies.admin.calendar import CalendarAdmin, CalendarVersionAdmin
from portal.agencies.admin.place import AdministrativeUnitAdmin

__all__ = [
    "AdministrativeUnitAdmin",
    "AgencyAdmin",
    "CalendarAdmin",
    "CalendarVersionAdmin",
    "PostAdmin",
]
