from portal.agencies.models.agency import Agency, AgencyIdentifier
from portal.agencies.models.calendar import Calendar, CalendarDay, CalendarVersion
from portal.agencies.models.place import AdministrativeUnit
from portal.agencies.models.post import Post, Tenure

__all__ = [
    "AdministrativeUnit",
    "Agency",
    "AgencyIdentifier",
    "Calendar",
    "CalendarDay",
    "CalendarVersion",
    "Post",
    "Tenure",
]
