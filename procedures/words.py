"""Times, fees and papers of the catalogue in words, the same on pages, papers and in the API.

What the source lacks is said to be lacking; nothing is ever filled in.
"""

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.kernel.clock import Unit
from procedures.models import Channel, Fee, Paper
from procedures.models.choices import Currency, FeeKind, LimitKind
from procedures.selectors import Charge, Spared, Terms

WHOLE = 100


def limit_words(channel: Channel | Terms) -> str:
    """How long the agency has: "3 working days", or that the source does not say."""
    match channel.limit_kind:
        case LimitKind.LIMITED:
            return _counted(channel.limit, Unit(channel.unit))
        case LimitKind.SAME_DAY:
            return _same_day(channel)
        case LimitKind.NONE:
            return _("No time limit")
    if channel.stated_as:
        return _("The source writes “%(text)s” and names no unit") % {"text": channel.stated_as}
    return _("The source does not say")


def _same_day(channel: Channel | Terms) -> str:
    words = _("Within the day")
    if channel.cutoff:
        hour = f"{channel.cutoff:%H:%M}"
        words = _("Within the day; after %(hour)s, the next working day") % {"hour": hour}
    if channel.at_most:
        longest = _counted(channel.at_most, Unit.WORKING_DAY)
        verified = _("at most %(time)s where something must be verified") % {"time": longest}
        words = f"{words}; {verified}"
    return words


def _counted(number: int, unit: Unit) -> str:
    forms = {
        Unit.WORKING_DAY: ngettext("%(n)d working day", "%(n)d working days", number),
        Unit.CALENDAR_DAY: ngettext("%(n)d day", "%(n)d days", number),
        Unit.WORKING_HOUR: ngettext("%(n)d working hour", "%(n)d working hours", number),
        Unit.HOUR: ngettext("%(n)d hour", "%(n)d hours", number),
        Unit.MINUTE: ngettext("%(n)d minute", "%(n)d minutes", number),
        Unit.MONTH: ngettext("%(n)d month", "%(n)d months", number),
        Unit.YEAR: ngettext("%(n)d year", "%(n)d years", number),
    }
    return forms[unit] % {"n": number}


def fee_words(fee: Fee | Charge) -> str:
    """What it costs: "50.000 đ", free, decided by the People's Council, or not stated."""
    match fee.kind:
        case FeeKind.FIXED:
            return amount_words(fee.amount, fee.currency)
        case FeeKind.PER_UNIT:
            return f"{amount_words(fee.amount, fee.currency)} / {fee.per}"
        case FeeKind.FREE:
            return _("Free of charge")
        case FeeKind.COUNCIL_DECIDES:
            return _("Set by the People's Council of the province")
    return _("The source does not say")


def amount_words(amount, currency: str = Currency.VND) -> str:
    """Whole đồng: "150.000 đ", in English "150,000 VND"; other money by its code."""
    digits = f"{int(amount):,}"
    if (get_language() or "").startswith("en"):
        return f"{digits} {currency}"
    digits = digits.replace(",", ".")
    return f"{digits} đ" if currency == Currency.VND else f"{digits} {currency}"


def spared_words(spared: Spared) -> str:
    """What a group pays: nothing, a part, or an amount of its own."""
    if spared.share == WHOLE:
        return _("pays nothing")
    if spared.share:
        return _("pays %(share)d%% less") % {"share": spared.share}
    return _("pays %(amount)s") % {"amount": amount_words(spared.amount)}


def window_words(fee: Fee | Charge | Spared) -> str:
    """The days on which a charge or an exemption holds, empty when it always does."""
    if fee.valid_from and fee.valid_to:
        return _("from %(since)s to %(until)s") % {
            "since": _day(fee.valid_from),
            "until": _day(fee.valid_to),
        }
    if fee.valid_from:
        return _("from %(since)s") % {"since": _day(fee.valid_from)}
    return _("until %(until)s") % {"until": _day(fee.valid_to)} if fee.valid_to else ""


def copies_words(paper: Paper) -> str:
    """How many of a paper: "1 original, 1 copy"; zero of all is a remark, not a paper."""
    parts = []
    if paper.originals:
        parts.append(ngettext("%(n)d original", "%(n)d originals", paper.originals))
        parts[-1] %= {"n": paper.originals}
    if paper.certified:
        parts.append(ngettext("%(n)d certified copy", "%(n)d certified copies", paper.certified))
        parts[-1] %= {"n": paper.certified}
    if paper.copies:
        parts.append(ngettext("%(n)d copy", "%(n)d copies", paper.copies))
        parts[-1] %= {"n": paper.copies}
    return ", ".join(parts)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
