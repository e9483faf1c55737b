"""The part of a procedure's page that tells how the service is used."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from portal.reports.rules.disclosure import ENOUGH, SMALL
from portal.reports.rules.statistics import SERVICE_STATISTICS
from procedures.figure_words import (
    count_words,
    forecast_words,
    returned_words,
    share_words,
)
from procedures.models import Case, Offering, Procedure
from procedures.selectors import codes_of
from procedures.selectors.figures import Use, measured

SATISFACTION = {
    "overall": gettext_lazy("Overall"),
    "convenience": gettext_lazy("Convenience"),
    "punctuality": pgettext_lazy("satisfaction", "Punctuality"),
    "attitude": pgettext_lazy("satisfaction", "Attitude"),
}


def figures_of(
    procedure: Procedure, case: Case | None, offerings: list[Offering], code: str, today: date
) -> dict[str, Any]:
    """What the page shows of use, times and papers that come back: at the agency that holds `code`
    where it is one of those that take the procedure, else at all together.
    """
    codes = codes_of(offerings, today)
    chosen = next((row.agency for row in offerings if codes.get(row.agency_id) == code), None)
    found = measured(procedure.code, today, chosen.pk if chosen else None)
    forecasts = {
        channel: forecast_words(each)
        for (key, channel), each in found.forecasts.items()
        if key == (case.key if case else "")
    }
    return {
        "returned": {key: returned_words(each) for key, each in found.returned.items()},
        "figures": {
            "use": found.use,
            "rows": _rows(found.use),
            "satisfaction": _satisfaction(found.use),
            "forecasts": forecasts,
            "agencies": [
                (codes[row.agency_id], row.agency) for row in offerings if codes.get(row.agency_id)
            ],
            "agency": chosen,
            "code": code if chosen else "",
            "enough": ENOUGH,
            "small": SMALL,
            "source": _source(today),
        },
    }


def _source(today: date) -> str:
    citation = SERVICE_STATISTICS.dated(today).citation
    return citation.en if get_language() == "en" else citation.vi


def _rows(use: Use) -> list[dict[str, str]]:
    rows = {
        _("Received online"): count_words(use.received_online),
        _("Done online"): count_words(use.done_online),
        _("Online, done on time"): share_words(use.on_time_online),
        _("Received in all, online and otherwise"): count_words(use.received),
        _("Done in all"): count_words(use.done),
        _("In process now"): count_words(use.in_process),
    }
    return [{"label": label, "value": value} for label, value in rows.items()]


def _satisfaction(use: Use) -> list[dict[str, Any]]:
    """Shares of the three grades for each item that enough people have judged."""
    rated = ((label, use.rated(item)) for item, label in SATISFACTION.items())
    return [
        {"label": label, "whole": found[0], "shares": list(found[1].values())}
        for label, found in rated
        if found
    ]
