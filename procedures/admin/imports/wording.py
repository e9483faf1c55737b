"""Imported facts and reasons in words for the reviewer."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.imports import facts as source
from procedures.imports.facts import ProcedureFacts
from procedures.models.choices import (
    UNIT_LABELS,
    Audience,
    ChannelKind,
    FeeKind,
    LimitKind,
    PaperKind,
    Tier,
)
from procedures.words import amount_words

REASONS = {
    "FILE_UNREADABLE": gettext_lazy("The file cannot be opened"),
    "FILE_CUT_SHORT": gettext_lazy("The file ends too early"),
    "FILE_GIVEN_UP": gettext_lazy("Reading stopped: no catalogue is so long or so broken"),
    "FILE_EMPTY": gettext_lazy("The file is empty"),
    "LINE_TOO_LONG": gettext_lazy("The line is too long"),
    "ENCODING_UNKNOWN": gettext_lazy("The letters are in an unknown encoding"),
    "ENCODING_CONVERTED": gettext_lazy("The letters were converted from an old encoding"),
    "JSON_BROKEN": gettext_lazy("The line is not whole JSON"),
    "JSON_TOO_DEEP": gettext_lazy("The record is nested too deeply"),
    "NOT_A_PROCEDURE": gettext_lazy("The record does not describe a procedure"),
    "CODE_MISSING": gettext_lazy("The code is missing"),
    "CODE_UNREADABLE": gettext_lazy("The code has not the form of a procedure code"),
    "CODE_REPEATED": gettext_lazy("The code stood in this file before"),
    "CHARACTERS_LOST": gettext_lazy("Letters were lost on the way"),
    "CHARACTERS_REMOVED": gettext_lazy("Invisible signs were taken out"),
    "FIELD_NOT_TEXT": gettext_lazy("A field is not text"),
    "FIELD_UNKNOWN": gettext_lazy("There is a field nobody knows"),
    "FIELD_MISSING": gettext_lazy("A field is missing"),
    "NAME_MISSING": gettext_lazy("The name is missing"),
    "INTERNAL": gettext_lazy("It runs between agencies only"),
    "DECISION_UNREADABLE": gettext_lazy("The announcing decision cannot be read"),
    "TIER_UNKNOWN": gettext_lazy("An unknown tier of government"),
    "TIER_MISSING": gettext_lazy("No tier of government"),
    "AUDIENCE_UNKNOWN": gettext_lazy("An unknown kind of applicant"),
    "AUDIENCE_MISSING": gettext_lazy("It does not say who may apply"),
    "SECTOR_MISSING": gettext_lazy("The sector is missing"),
    "NO_EXECUTING_BODY": gettext_lazy("A local procedure without an agency that carries it out"),
    "STEPS_MISSING": gettext_lazy("No steps"),
    "NO_CHANNEL": gettext_lazy("No way to file"),
    "CHANNELS_UNREADABLE": gettext_lazy("The table of ways to file cannot be read"),
    "CHANNEL_UNKNOWN": gettext_lazy("An unknown way to file"),
    "CHANNEL_REPEATED": gettext_lazy("The same way to file stands twice"),
    "TIME_WITHOUT_UNIT": gettext_lazy("A time limit without its unit"),
    "TIME_MISSING": gettext_lazy("The source gives no time limit"),
    "TIME_UNREADABLE": gettext_lazy("The time limit cannot be read"),
    "TIME_NOT_WHOLE": gettext_lazy("The time limit is not a whole number"),
    "TIME_IMPLAUSIBLE": gettext_lazy("The time limit cannot be true"),
    "TIME_CONTRADICTED": gettext_lazy("The time limit contradicts the text beside it"),
    "SAME_DAY_TOLD_BESIDE": gettext_lazy("The text beside it promises the same day up to an hour"),
    "FEE_UNREADABLE": gettext_lazy("The fee cannot be read"),
    "FEE_LOST_THOUSANDS": gettext_lazy("The fee has lost its thousands"),
    "FEE_CONTRADICTED": gettext_lazy("The fee contradicts the text beside it"),
    "FEE_ONE_OF_SEVERAL": gettext_lazy("One fee in the table, several in the text beside it"),
    "FEE_SET_BY_COUNCIL": gettext_lazy("An amount, yet the People's Council is said to decide"),
    "FEE_NOT_DONG": gettext_lazy("The fee is not in đồng"),
    "FEE_AND_TIME_RUN_TOGETHER": gettext_lazy("Time and fee run together"),
    "FEE_PERIOD_OVER": gettext_lazy("The period of the fee is over"),
    "FEE_PERIOD_IMPOSSIBLE": gettext_lazy("The period of the fee ends before it begins"),
    "FEE_PERIOD_UNCLEAR": gettext_lazy("It is not clear which amount holds in which period"),
    "FEE_DIVIDED_BY_PERIOD": gettext_lazy("The fee was divided by the period the text names"),
    "FEE_REDUCTION_OVER": gettext_lazy("A reduction or exemption that is over"),
    "FEE_MISSING": gettext_lazy("No fee is stated"),
    "FEE_TOLD_BESIDE": gettext_lazy("No fee in the table, yet the text beside it names one"),
    "FREE_BUT_COUNCIL_DECIDES": gettext_lazy("Free, yet the People's Council is said to decide"),
    "FREE_BUT_AMOUNT": gettext_lazy("Free, yet the text beside it names an amount"),
    "FREE_BUT_SET_ELSEWHERE": gettext_lazy(
        "Free, yet the text beside it names the rule that sets the fee"
    ),
    "NO_PAPERS": gettext_lazy("No papers"),
    "PAPERS_UNREADABLE": gettext_lazy("The list of papers cannot be read"),
    "PAPER_WITHOUT_COUNT": gettext_lazy("A paper without a number of copies"),
    "PAPER_COUNTS_NOT_GIVEN": gettext_lazy("The source gives no numbers of copies"),
    "PAPER_COUNT_CONTRADICTED": gettext_lazy(
        "No copies in the table, yet the name of the paper asks for some"
    ),
    "PAPER_COUNT_IMPLAUSIBLE": gettext_lazy("A number of copies that cannot be true"),
    "PAPER_WITHOUT_NAME": gettext_lazy("A paper without a name"),
    "LEGAL_BASIS_MISSING": gettext_lazy("No legal basis"),
    "LEGAL_BASIS_UNREADABLE": gettext_lazy("The table of the legal basis cannot be read"),
    "LEGAL_BASIS_WITHOUT_SYMBOL": gettext_lazy("A legal text without its symbol"),
    "RESULT_MISSING": gettext_lazy("No result"),
    "RESULT_WITHOUT_CODE": gettext_lazy("A result without its code"),
    "RESULT_UNREADABLE": gettext_lazy("The results cannot be read"),
}


def reason_words(code: str) -> str:
    """The reason for people; the bare code of one that nobody has worded yet."""
    return str(REASONS.get(code, code))


@dataclass(frozen=True)
class Part:
    """One field of the facts: its name, the source's key, what was read, a line for each item."""

    name: str
    label: str
    lines: tuple[str, ...]


def parts_of(facts: ProcedureFacts) -> list[Part]:
    """Everything that was read, in the order of the law."""
    return [Part(name, label, tuple(lines)) for name, label, lines in _parts(facts)]


def _parts(facts: ProcedureFacts) -> Iterator[tuple[str, str, list[str]]]:
    agencies = facts.agencies
    yield "name", _("Name"), _told(facts.name)
    yield "decision", _("Announcing decision"), _told(facts.decision)
    yield "sector", _("Sector"), _told(" ".join(filter(None, (facts.sector, facts.sector_code))))
    yield "kind", _("Kind of procedure"), _told(facts.kind)
    yield "tiers", _("Tiers of government"), [str(Tier(each).label) for each in facts.tiers]
    yield "audiences", _("Who may apply"), [str(Audience(each).label) for each in facts.audiences]
    yield "deciding", _("Agency that decides"), list(agencies.deciding)
    yield "executing", _("Agency that carries out"), list(agencies.executing)
    yield "delegated", _("Agency it is delegated to"), list(agencies.delegated)
    yield "coordinating", _("Coordinating agencies"), list(agencies.coordinating)
    yield "reception_address", _("Where dossiers are received"), _told(agencies.reception_address)
    yield "steps", _("Steps"), [_in_case(step.text, step.case) for step in facts.steps]
    yield "channels", _("Ways to file, time, fees"), [_channel(each) for each in facts.channels]
    yield "papers", _("Papers"), [_paper(p, case.name) for case in facts.cases for p in case.papers]
    yield "conditions", _("Conditions"), list(facts.conditions)
    yield "results", _("Results"), [_named(each.name, each.code) for each in facts.results]
    yield "legal_bases", _("Legal basis"), [_named(e.title, e.symbol) for e in facts.legal_bases]
    yield "related", _("Related procedures"), [_named(e.name, e.code) for e in facts.related]
    yield "source_url", _("Page of the source"), _told(facts.source_url)


def _told(text: str) -> list[str]:
    return [text] if text else []


def _named(name: str, code: str) -> str:
    return f"{name} ({code})" if code else name


def _in_case(text: str, case: str) -> str:
    return f"[{case}] {text}" if case else text


def channel_name(channel: source.Channel) -> str:
    return _in_case(str(ChannelKind(channel.kind).label), channel.case)


def _channel(channel: source.Channel) -> str:
    said = [limit_words(channel.limit), *(fee_words(fee) for fee in channel.fees), channel.note]
    return f"{channel_name(channel)}: " + " · ".join(text for text in said if text)


def limit_words(limit: source.Limit) -> str:
    label = str(LimitKind(limit.kind).label)
    if limit.kind == LimitKind.LIMITED:
        return f"{limit.number} {UNIT_LABELS[limit.unit]}"
    if limit.kind == LimitKind.SAME_DAY and limit.cutoff:
        return f"{label} ({limit.cutoff:%H:%M})"
    return f"{label} (“{limit.stated_as}”)" if limit.stated_as else label


def fee_words(fee: source.Fee) -> str:
    said = str(FeeKind(fee.kind).label)
    if fee.amount is not None:
        amount = amount_words(fee.amount) if fee.currency == "VND" else _foreign(fee)
        said = f"{amount} / {fee.unit}" if fee.unit else amount
    elif fee.stated_as and fee.kind == FeeKind.NOT_STATED:
        said = f"{said} (“{fee.stated_as}”)"
    if fee.valid_from or fee.valid_to:
        said += f" [{_day(fee.valid_from)} – {_day(fee.valid_to)}]"
    named = f"{fee.name}: {said}" if fee.name else said
    return f"{named} ({fee.note})" if fee.note else named


def _foreign(fee: source.Fee) -> str:
    return f"{fee.amount} {fee.currency}"


def _day(day) -> str:
    return f"{day:%d/%m/%Y}" if day else "…"


def _paper(paper: source.Paper, case: str) -> str:
    counts = (
        (_("originals"), paper.originals),
        (_("certified copies"), paper.certified),
        (_("plain copies"), paper.copies),
    )
    said = ", ".join(f"{label}: {count}" for label, count in counts if count is not None)
    forms = ", ".join(form.name for form in paper.forms)
    tail = " · ".join(filter(None, (str(PaperKind(paper.kind).label), said, forms)))
    return _in_case(f"{paper.name} — {tail}", case)
