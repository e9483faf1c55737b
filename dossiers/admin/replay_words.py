"""What a trial found, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dossiers.selectors.replay import Finding, Kind
from portal.pages.templatetags.ui import money


@dataclass(frozen=True)
class Words:
    """The word for one dossier, what it means, and how grave it is."""

    label: Promise
    meaning: Promise
    tone: str


KINDS: dict[Kind, Words] = {
    Kind.UNREADABLE: Words(
        _("Answer no longer fits"),
        _("An answer that was right would now be refused."),
        "bad",
    ),
    Kind.INCOMPLETE: Words(_("Incomplete"), _("A question or a paper would be missing."), "bad"),
    Kind.ELSEWHERE: Words(
        _("Goes elsewhere"),
        _("Another situation, another channel, or other agencies on the way."),
        "warn",
    ),
    Kind.LATER: Words(_("Later"), _("The result would be due on a later day."), "warn"),
    Kind.DEARER: Words(_("Dearer"), _("The applicant would pay more."), "warn"),
    Kind.NOT_ASKED: Words(
        _("No longer asked"),
        _("An answer that was given has no place in the new form and would be lost."),
        "info",
    ),
}


def explain(counts: Mapping[Kind, int], done: int) -> list[dict[str, Any]]:
    """One line a kind: how many of the dossiers tried, in words and as a share."""
    return [
        {
            "words": KINDS[kind],
            "count": count,
            "done": done or 1,
            "kind": KINDS[kind].tone if count else "ok",
        }
        for kind, count in counts.items()
    ]


def amount_words(finding: Finding) -> str:
    """By how much: days for what is later, đồng for what is dearer."""
    if not finding.amount:
        return ""
    if finding.kind == Kind.DEARER:
        return f"+ {money(finding.amount)}"
    return ngettext("%(n)d day", "%(n)d days", finding.amount) % {"n": finding.amount}
