from portal.agencies.services.appoint import appoint
from portal.agencies.services.end_tenure import end_tenure
from portal.agencies.services.publish_calendar import publish_calendar
from portal.agencies.services.revise_calendar import revise_calendar
from portal.agencies.services.start_calendar import start_calendar

__all__ = ["appoint", "end_tenure", "publish_calendar", "revise_calendar", "start_calendar"]
