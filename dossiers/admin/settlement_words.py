"""Words of the report on handling: its columns, its periods."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dossiers.selectors.settlement import Beside
from portal.reports.rules.periods import Length, Period
from portal.reports.values import Span

TOTAL = pgettext_lazy("column of a report", "Total")
LATE = pgettext_lazy("column of a report", "Late")
COLUMN_WORDS = {
    "received": TOTAL,
    "online": pgettext_lazy("column of a report", "In the period, online"),
    "direct": pgettext_lazy("column of a report", "In the period, at the desk or by post"),
    "carried_over": pgettext_lazy("column of a report", "Carried over"),
    "settled": TOTAL,
    "early": pgettext_lazy("column of a report", "Early"),
    "on_time": pgettext_lazy("column of a report", "On time"),
    "late": LATE,
    "in_process": TOTAL,
    "within": pgettext_lazy("column of a report", "Within the limit"),
    "overdue": pgettext_lazy("column of a report", "Past the limit"),
}
GROUPS = [
    (gettext_lazy("Dossiers received"), 4, ("received", "online", "direct", "carried_over")),
    (gettext_lazy("Dossiers settled"), 4, ("settled", "early", "on_time", "late")),
    (gettext_lazy("Dossiers in process"), 3, ("in_process", "within", "overdue")),
]
GROUP_OF = {name: words for words, _span, names in GROUPS for name in names}
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def whole(number: int) -> str:
    """With marks between the thousands."""
    return number_format(number, 0, force_grouping=True)


def period_words(period: Period | None, span: Span) -> str:
    """“Quarter IV of 2026”, or nothing but the days."""
    days = f"{span.since:%d/%m/%Y} – {span.until:%d/%m/%Y}"
    if period is None:
        return days
    number = str(ROMAN[period.number] if period.length == Length.QUARTER else period.number)
    said = {
        Length.MONTH: _("Month %(number)s of %(year)s"),
        Length.QUARTER: _("Quarter %(number)s of %(year)s"),
        Length.HALF: _("Half-year %(number)s of %(year)s"),
        Length.YEAR: _("Year %(year)s"),
    }[period.length] % {"number": number, "year": period.year}
    return f"{said} ({days})"


def beside_words(beside: Beside) -> list[dict[str, Any]]:
    """What stands beside the form: label and value."""
    too_few = _("not enough dossiers settled with a result in this period")

    def points(mean: float | None) -> str:
        if mean is None:
            return too_few
        return _("%(points)s of 2 points") % {"points": number_format(mean, 1)}

    return [
        {"label": _("Taken up again after their ending"), "value": beside.reopened},
        {
            "label": _("Indicator 1: whole time against the limit"),
            "value": points(beside.time_points),
        },
        {
            "label": _("Indicator 3: calls upon the applicant to complete the dossier"),
            "value": points(beside.contact_points),
        },
    ]
