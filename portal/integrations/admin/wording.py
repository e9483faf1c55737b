"""The health of a connector in words for officials."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.integrations.selectors import Condition, Health
from portal.integrations.selectors.desk import MOST, Row
from portal.integrations.troubles import in_words

TONES = {
    Condition.OFF: "bad",
    Condition.RESTING: "bad",
    Condition.FAILING: "warn",
    Condition.WORKING: "ok",
    Condition.UNTRIED: "info",
    Condition.NOT_CONFIGURED: "plain",
}


def tone_of(health: Health) -> str:
    return TONES[health.condition]


def counted(number: int) -> str:
    """A count that ends where counting ended."""
    return _("more than 1,000") if number > MOST else str(number)


def facts_of(row: Row, address: str) -> list[dict[str, Any]]:
    """Names and values for the list of facts; `address` is shown without anything secret in it."""
    state, figures = row.health.state, row.figures
    return [
        {"label": _("Address"), "value": address.partition("?")[0] or _("none, so it is off")},
        {"label": _("Last success"), "value": state.last_success_at},
        {
            "label": _("Last failure"),
            "value": state.last_failure_at,
            "note": in_words(state.last_error),
        },
        {"label": _("Last heard from"), "value": state.last_received_at},
        {"label": pgettext("connector", "Waiting"), "value": counted(row.queue.waiting)},
        {"label": _("Oldest waiting"), "value": row.queue.oldest},
        {"label": _("Given up"), "value": counted(row.queue.given_up)},
        {"label": _("Last hour"), "value": _calls(figures.hour, figures.hour_failed)},
        {"label": _("Last day"), "value": _calls(figures.day, figures.day_failed)},
        {"label": _("A call takes"), "value": _took(figures.average)},
    ]


def _calls(number: int, failed: int) -> str:
    words = ngettext("%(number)s call", "%(number)s calls", number) % {"number": number}
    if not failed:
        return words
    return _("%(calls)s, %(failed)s of them failed") % {"calls": words, "failed": failed}


def _took(milliseconds: int | None) -> str:
    return "" if milliseconds is None else _("%(number)s ms") % {"number": milliseconds}
