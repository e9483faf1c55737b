"""What stands in the tables and lists of a procedure's page, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from procedures.models import Channel, Paper, Revision
from procedures.models.choices import PaperKind
from procedures.rules.codes import split_code
from procedures.selectors import Charge, Spared, Terms, public_procedures
from procedures.words import copies_words, fee_words, limit_words, spared_words, window_words


@dataclass(frozen=True)
class ChannelRow:
    """A way to file with its time, the charges that hold today and the visits it costs."""

    channel: Channel
    terms: Terms
    limit: str
    fees: list["FeeRow"]
    visits: str


@dataclass(frozen=True)
class FeeRow:
    fee: Charge
    words: str
    window: str


@dataclass(frozen=True)
class SparedRow:
    """A group that pays less, with the fee it is spared."""

    fee: str
    spared: Spared
    words: str
    window: str


@dataclass(frozen=True)
class PaperRow:
    paper: Paper
    copies: str


@dataclass(frozen=True)
class Related:
    """A procedure named by another; `code` is empty where it cannot be opened here."""

    title: str
    code: str = ""


def channel_row(terms: Terms) -> ChannelRow:
    fees = [FeeRow(each, fee_words(each), window_words(each)) for each in terms.charges]
    visits = terms.channel.visits
    return ChannelRow(terms.channel, terms, limit_words(terms), fees, visits_words(visits))


def visits_words(visits: int | None) -> str:
    if visits is None:
        return ""
    if not visits:
        return _("none: nobody has to come")
    return ngettext("%(n)d visit", "%(n)d visits", visits) % {"n": visits}


def spared_rows(terms: list[Terms]) -> list[SparedRow]:
    """Who pays less through any channel, each group once a fee."""
    found = {
        (charge.key, each): SparedRow(charge.title, each, spared_words(each), window_words(each))
        for one in terms
        for charge in one.charges
        for each in charge.spared
    }
    return list({(row.fee, row.spared.title, row.words): row for row in found.values()}.values())


def paper_rows(papers: list[Paper], kind: PaperKind) -> list[PaperRow]:
    return [PaperRow(paper, copies_words(paper)) for paper in papers if paper.kind == kind]


def related_rows(revision: Revision) -> list[Related]:
    """The procedures the source names beside this one; those in force here can be opened."""
    codes = {line: parts[0] for line in revision.related if (parts := split_code(line))}
    if not codes:
        return [Related(line) for line in revision.related]
    found = public_procedures().filter(code__in=codes.values()).select_related("current")
    titles = {each.code: each.current.title for each in found}
    return [
        Related(titles[code], code) if (code := codes.get(line, "")) in titles else Related(line)
        for line in revision.related
    ]
