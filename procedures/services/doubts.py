"""What should make whoever publishes a revision look twice. Nothing here refuses: the law may have
reasons that the portal does not know."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.clock import Unit
from procedures.models import Channel, Revision
from procedures.models.choices import ChannelKind, Completeness, Currency, FeeKind
from procedures.rules.limits import hours
from procedures.rules.updating import Trigger, days_short
from procedures.selectors import limit_hours, local_terms_on, process_days
from procedures.services.findings import Finding, Section
from procedures.words import amount_words, limit_words

SMALLEST_FEE = 1000
"""A smaller charge in đồng has usually lost its thousands on the way; 39 of 2,642 national pages
had."""


def doubts(revision: Revision, today: date) -> Iterator[Finding]:
    """Sentences for the editor, by section; `today` is the local date."""
    channels = list(revision.channels.select_related("case").prefetch_related("fees"))
    yield from _notice(revision)
    yield from _day(revision)
    yield from (Finding(Section.CHANNELS, text) for text in _charges(channels))
    yield from (Finding(Section.CHANNELS, text) for text in _visits(revision, channels))
    yield from (Finding(Section.CHANNELS, text) for text in _local(revision, channels, today))
    yield from (Finding(Section.PROCESS, text) for text in _process(revision, channels))


def announced_by(revision: Revision) -> Trigger:
    """Who announced it, by the symbol of the decision: the province's own end in UBND."""
    if revision.short_procedure:
        return Trigger.SHORT
    symbol = revision.decision_symbol.upper()
    return Trigger.PROVINCE if "UBND" in symbol else Trigger.MINISTRY


def _notice(revision: Revision) -> Iterator[Finding]:
    if not revision.decision_symbol:
        yield Finding(Section.ANNOUNCEMENT, _("No announcing decision is named."))
        return
    if revision.decision_date is None:
        text = _("The day the announcing decision was signed is missing.")
        yield Finding(Section.ANNOUNCEMENT, text)
        return
    late = days_short(announced_by(revision), revision.decision_date, revision.in_force_from)
    if late:
        text = _(
            "The decision was signed %(days)d days too late for this day of entry into force"
            " (63/2010/NĐ-CP, Điều 15). Only a shortened procedure may do that."
        )
        yield Finding(Section.ANNOUNCEMENT, text % {"days": late})


def _day(revision: Revision) -> Iterator[Finding]:
    current = revision.procedure.current
    if current and current.pk != revision.pk and revision.in_force_from <= current.in_force_from:
        text = _("It takes effect no later than the present revision; is the day right?")
        yield Finding(Section.ANNOUNCEMENT, text)


def _charges(channels: list[Channel]) -> Iterator[str]:
    for channel in channels:
        for fee in channel.fees.all():
            if fee.amount and fee.currency == Currency.VND and fee.amount < SMALLEST_FEE:
                yield _("%(channel)s: %(amount)s is very little; were the thousands lost?") % {
                    "channel": _named(channel),
                    "amount": amount_words(fee.amount),
                }


def _visits(revision: Revision, channels: list[Channel]) -> Iterator[str]:
    """A revision that costs one more visit is flagged, and so is a promise it contradicts."""
    current = revision.procedure.current
    before = _visits_of(current) if current and current.pk != revision.pk else {}
    for channel in channels:
        if channel.visits is None:
            continue
        known = before.get(_place(channel))
        if known is not None and channel.visits > known:
            yield _("%(channel)s: %(new)d visits, %(old)d until now.") % {
                "channel": _named(channel),
                "new": channel.visits,
                "old": known,
            }
        online = channel.kind == ChannelKind.ONLINE
        if online and channel.visits and revision.completeness == Completeness.FULL:
            yield _("%(channel)s: fully online, and yet a visit is needed.") % {
                "channel": _named(channel)
            }


def _visits_of(revision: Revision) -> dict[tuple[str, str], int]:
    rows = revision.channels.select_related("case").exclude(visits=None)
    return {_place(row): row.visits for row in rows}


def _local(revision: Revision, channels: list[Channel], today: date) -> Iterator[str]:
    """Terms of the province speak by keys, and where the council decides somebody has to."""
    texts = local_terms_on(revision.procedure, max(today, revision.in_force_from))
    fees = {fee.key: fee for channel in channels for fee in channel.fees.all()}
    cases = {case.key for case in revision.cases.all()}
    for text in texts:
        lines = [*text.fees.all(), *text.exemptions.all()]
        lost = {line.fee_key for line in lines if line.fee_key} - set(fees)
        named = [*text.fees.all(), *text.limits.all()]
        lost |= {line.case_key for line in named if line.case_key} - cases
        for key in sorted(lost):
            yield _("%(symbol)s speaks of “%(key)s”, which this revision no longer has.") % {
                "symbol": text.symbol,
                "key": key,
            }
    priced = {line.fee_key for text in texts for line in text.fees.all()}
    for key, fee in fees.items():
        if fee.kind == FeeKind.COUNCIL_DECIDES and key not in priced:
            yield _("%(fee)s: the People's Council decides, and no amount of it is here.") % {
                "fee": fee.name
            }


def _process(revision: Revision, channels: list[Channel]) -> Iterator[str]:
    steps = list(revision.process_steps.all())
    if steps and not revision.process_decision:
        yield _("The decision that approved the internal process is not named.")
    days = process_days(steps)
    for channel in channels:
        given = limit_hours(channel)
        if days and given is not None and hours(days, Unit.WORKING_DAY) > given:
            yield _(
                "%(channel)s: the steps take %(days)s working days, the limit is %(limit)s."
            ) % {
                "channel": _named(channel),
                "days": f"{days.normalize():f}",
                "limit": limit_words(channel),
            }


def _place(channel: Channel) -> tuple[str, str]:
    return (channel.case.key if channel.case else "", channel.kind)


def _named(channel: Channel) -> str:
    kind = str(channel.get_kind_display())
    return f"{kind} ({channel.case.title})" if channel.case else kind
