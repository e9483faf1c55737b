"""When a dossier ends by itself, and what the house owes when it has made a mistake."""

from datetime import date

from portal.kernel.law import DEFAULT, Citation, Rule, Value

ONE_STOP_SINCE = date(2018, 6, 21)

LEFT_OPEN_AFTER_LAPSE = Rule(
    "supplement.left_open_wd",
    "A dossier that was not completed in time is closed by the portal so long afterwards, unless "
    "an official closed it before; until then it can still be completed (none: only by an "
    "official)",
    "working days",
    (Value(5, ONE_STOP_SINCE, None, Citation("61/2018/NĐ-CP", "19", "4"), DEFAULT),),
)
CORRECTION_WORKING_DAYS = Rule(
    "correction.limit_wd",
    "A mistake of the agency is corrected within this time of being found",
    "working days",
    (Value(5, ONE_STOP_SINCE, None, Citation("61/2018/NĐ-CP", "21", "1"), DEFAULT),),
)
FETCH_REMINDER_DAYS = Rule(
    "result.fetch_reminders",
    "Whoever has not fetched a result is reminded so many days after it was ready",
    "calendar days",
    (Value((10, 30), ONE_STOP_SINCE, None, Citation("61/2018/NĐ-CP", "20"), DEFAULT),),
)
UNCLAIMED_DAYS = Rule(
    "result.unclaimed",
    "A result that nobody has fetched so long after it was ready is put away; it is kept and can "
    "still be handed out",
    "calendar days",
    (Value(60, ONE_STOP_SINCE, None, Citation("61/2018/NĐ-CP", "20"), DEFAULT),),
)
