"""The clock's reasons in words for people, in the language of the reader."""

from django.utils.translation import get_language, gettext_lazy, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from portal.kernel.calendar import Reason, Why
from portal.kernel.clock import DayLine, Policy, Unit
from portal.kernel.law import Citation

UNITS = {
    Unit.WORKING_DAY: gettext_lazy("working days"),
    Unit.CALENDAR_DAY: gettext_lazy("calendar days"),
    Unit.WORKING_HOUR: gettext_lazy("working hours"),
    Unit.HOUR: gettext_lazy("hours"),
    Unit.MINUTE: gettext_lazy("minutes"),
    Unit.MONTH: gettext_lazy("months"),
    Unit.YEAR: gettext_lazy("years"),
    Unit.NONE: gettext_lazy("no limit stated"),
}

POLICIES = {
    Policy.RESTART: gettext_lazy("the whole limit again from the complete answer"),
    Policy.EXCLUDE: gettext_lazy("the days of waiting are not counted"),
    Policy.SUSPEND_ONCE: gettext_lazy("the clock may stand still once only"),
    Policy.EXTEND_CAPPED: gettext_lazy("days of waiting not counted, hard cases may get more"),
}

LIMITS = {
    Unit.WORKING_DAY: ngettext_lazy("%(count)s working day", "%(count)s working days", "count"),
    Unit.CALENDAR_DAY: ngettext_lazy("%(count)s calendar day", "%(count)s calendar days", "count"),
    Unit.WORKING_HOUR: ngettext_lazy("%(count)s working hour", "%(count)s working hours", "count"),
    Unit.HOUR: ngettext_lazy("%(count)s hour", "%(count)s hours", "count"),
    Unit.MINUTE: ngettext_lazy("%(count)s minute", "%(count)s minutes", "count"),
    Unit.MONTH: ngettext_lazy("%(count)s month", "%(count)s months", "count"),
    Unit.YEAR: ngettext_lazy("%(count)s year", "%(count)s years", "count"),
}

REASONS = {
    Reason.FIRST_DAY: gettext_lazy("Day of acceptance: the limit runs from the next day"),
    Reason.WORKING: gettext_lazy("Working day"),
    Reason.SWAPPED: gettext_lazy("Working day in exchange"),
    Reason.RUNNING: gettext_lazy("Within the limit"),
    Reason.WEEKEND: gettext_lazy("Weekly day off"),
    Reason.HOLIDAY: gettext_lazy("Public holiday"),
    Reason.NO_HOURS_LEFT: gettext_lazy("After working hours"),
    Reason.WAITING: gettext_lazy("Waiting for the applicant"),
    Reason.AWAITING_PAYMENT: gettext_lazy("Waiting for the payment"),
    Reason.VERIFYING: gettext_lazy("Being verified; this time is not part of the limit"),
    Reason.AWAITING_AGENCY: gettext_lazy("Waiting for another agency; not part of the limit"),
    Reason.VISITING: gettext_lazy("Visit on site; this time is not part of the limit"),
    Reason.AWAITING_ABROAD: gettext_lazy("Waiting for a paper from abroad; not part of the limit"),
    Reason.BEFORE_RESTART: gettext_lazy("Set aside: the limit starts again after the answer"),
    Reason.RESTART: gettext_lazy("Complete answer received: the limit starts again the next day"),
    Reason.END_MOVED_HERE: gettext_lazy("The limit ended on a day off and moves to this day"),
    Reason.SAME_DAY: gettext_lazy("The result is due on this day"),
    Reason.AFTER_CUTOFF: gettext_lazy("Received too late in the day: due on the next working day"),
}


def why_words(why: Why) -> str:
    """The reason with the name of the holiday or swap, when it has one."""
    words = str(REASONS[why.reason])
    name = why.name_en if get_language() == "en" and why.name_en else why.name
    return f"{words}: {name}" if name else words


def line_words(line: DayLine) -> str:
    """The reason of one day, with the time used when hours or minutes are counted."""
    words = why_words(line.why)
    return f"{words}, {duration_words(line.minutes)}" if line.minutes else words


def duration_words(minutes: int) -> str:
    """`90` → "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest})
    return " ".join(parts)


def citation_words(citation: Citation) -> str:
    """The place in the law, as lawyers write it in the reader's language."""
    return citation.en if get_language() == "en" else citation.vi


def limit_words(limit: int | None, unit: Unit) -> str:
    """`15`, working days → "15 working days"."""
    return str(LIMITS[unit] % {"count": limit} if unit in LIMITS else UNITS[unit])


def unannounced_words(years: tuple[int, ...]) -> str:
    """A warning when the holidays of a year are not known yet; empty when they are."""
    if not years:
        return ""
    listed = ", ".join(str(year) for year in years)
    return _("The holidays of %(years)s are not announced yet; this date may still move.") % {
        "years": listed
    }
