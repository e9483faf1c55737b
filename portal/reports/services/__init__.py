from portal.reports.services.count import count, count_all
from portal.reports.services.rebuild import rebuild
from portal.reports.services.roll_up import roll_up

__all__ = ["count", "count_all", "rebuild", "roll_up"]
