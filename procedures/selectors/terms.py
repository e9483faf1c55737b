"""What holds for a case and a channel on a day: the national revision with the terms of the
province laid over it, each number with the text it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.db.models import Q, QuerySet, prefetch_related_objects

from procedures.models import (
    Case,
    Channel,
    Exemption,
    Fee,
    LocalExemption,
    LocalFee,
    LocalLimit,
    LocalTerms,
    Procedure,
    Revision,
)
from procedures.models.choices import Currency, LimitKind
from procedures.models.wording import say
from procedures.rules.limits import hours, same_day_hours
from procedures.selectors.catalogue import channels_of, fees_on
from procedures.workflow import State


@dataclass(frozen=True)
class Spared:
    """A group that pays less: `share` in per cent is spared, or `amount` is paid instead."""

    group: str
    title: str
    share: int | None
    amount: Decimal | None
    valid_from: date | None
    valid_to: date | None
    proof: str
    legal_basis: str
    local: LocalTerms | None = None


@dataclass(frozen=True)
class Charge:
    """One charge as it is asked on the day. `local` is the text of the province that sets it, None
    where the national one does; `legal_basis` is the symbol of whichever it is."""

    key: str
    title: str
    kind: str
    charge: str
    code: str
    amount: Decimal | None
    currency: str
    per: str
    valid_from: date | None
    valid_to: date | None
    exemption: str
    note: str
    legal_basis: str
    local: LocalTerms | None = None
    spared: tuple[Spared, ...] = ()
    quantity_from: str = ""


@dataclass(frozen=True)
class Terms:
    """How long and how much, through one channel in one case. `limit_from` is the text of the
    province that shortens the time, None where the national limit holds; `local` are all texts of
    the province in force."""

    channel: Channel
    limit_kind: str
    limit: int | None
    unit: str
    cutoff: time | None
    at_most: int | None
    stated_as: str
    charges: tuple[Charge, ...]
    limit_from: LocalTerms | None = None
    local: tuple[LocalTerms, ...] = ()


def terms_on(revision: Revision, case: Case | None, channel_kind: str, day: date) -> Terms | None:
    """The terms on the local date `day`; None when the channel is not open in that case."""
    found = terms_of(revision, case, day)
    return next((terms for terms in found if terms.channel.kind == channel_kind), None)


def terms_of(revision: Revision, case: Case | None, day: date) -> list[Terms]:
    """The terms of every channel open in the case, in the order of the channels."""
    channels = channels_of(revision, case)
    prefetch_related_objects(channels, "fees__exemptions")
    local = local_terms_on(revision.procedure, day)
    return [combine(channel, case, day, local) for channel in channels]


def combine(
    channel: Channel,
    case: Case | None,
    day: date,
    local: Iterable[LocalTerms],
    *,
    exemptions: bool = True,
) -> Terms:
    """The terms of a channel under the texts of the province given, newest first.

    Who pays less is left out without `exemptions`, for lists that do not show it.
    """
    texts = tuple(local)
    key = case.key if case else ""
    own = _own_limit(channel, key, texts)
    timed = own or channel
    return Terms(
        channel=channel,
        limit_kind=timed.limit_kind,
        limit=timed.limit,
        unit=timed.unit,
        cutoff=timed.cutoff,
        at_most=timed.at_most,
        stated_as="" if own else channel.stated_as,
        charges=tuple(
            _charge(fee, _own_fee(fee, channel, key, texts), _spared(fee, day, texts, exemptions))
            for fee in fees_on(channel, day)
        ),
        limit_from=own.local_terms if own else None,
        local=texts,
    )


def published_local_terms() -> QuerySet[LocalTerms]:
    """Texts of the province that were published and not withdrawn, newest first, with lines."""
    found = LocalTerms.objects.filter(state=State.PUBLISHED)
    return _with_lines(found.order_by("-in_force_from", "-pk"))


def local_terms_on(procedure: Procedure, day: date) -> list[LocalTerms]:
    """Texts of the province in force for the procedure on the local date `day`, newest first."""
    open_then = Q(in_force_until=None) | Q(in_force_until__gte=day)
    found = published_local_terms().filter(open_then, procedure=procedure, in_force_from__lte=day)
    return list(found)


def pinned_local_terms(numbers: list[int]) -> list[LocalTerms]:
    """Texts a dossier was accepted under, whatever became of them since; newest first."""
    if not numbers:
        return []
    found = LocalTerms.objects.filter(pk__in=numbers)
    return list(_with_lines(found.order_by("-in_force_from", "-pk")))


def in_force(texts: Iterable[LocalTerms], day: date) -> list[LocalTerms]:
    """Those of the published `texts` that are in force on the local date `day`."""
    return [
        text
        for text in texts
        if text.in_force_from <= day and (text.in_force_until is None or day <= text.in_force_until)
    ]


def _with_lines(texts: QuerySet[LocalTerms]) -> QuerySet[LocalTerms]:
    return texts.prefetch_related("fees", "limits", "exemptions")


def _own_limit(channel: Channel, case: str, texts: tuple[LocalTerms, ...]) -> LocalLimit | None:
    """The limit the newest text of the province sets. One that has become longer than the law's
    own, because a new revision shortened that, no longer counts: no province may take longer."""
    for text in texts:
        lines = [line for line in text.limits.all() if line.speaks_of(case, channel.kind)]
        if lines:
            closest = max(lines, key=lambda line: line.closeness)
            return None if is_longer(closest, channel) else closest
    return None


def is_longer(local: LocalLimit, national: Channel) -> bool:
    """Whether the province would take more time than the law gives."""
    given = limit_hours(national)
    return given is not None and (limit_hours(local) or 0) > given


def limit_hours(row: Channel | LocalLimit) -> float | None:
    """About how many hours the limit takes, to compare it with another; None without a limit."""
    if row.limit_kind == LimitKind.LIMITED:
        return hours(row.limit, row.unit)
    return same_day_hours(row.at_most) if row.limit_kind == LimitKind.SAME_DAY else None


def _own_fee(
    fee: Fee, channel: Channel, case: str, texts: tuple[LocalTerms, ...]
) -> LocalFee | None:
    for text in texts:
        lines = [
            line
            for line in text.fees.all()
            if line.fee_key == fee.key and line.speaks_of(case, channel.kind)
        ]
        if lines:
            return max(lines, key=lambda line: line.closeness)
    return None


def _charge(fee: Fee, own: LocalFee | None, spared: tuple[Spared, ...]) -> Charge:
    text = own.local_terms if own else None
    said = own or fee
    return Charge(
        key=fee.key,
        title=fee.title,
        kind=said.kind,
        charge=fee.charge,
        code=fee.code,
        amount=said.amount,
        currency=Currency.VND if own else fee.currency,
        per=(own.per if own else "") or say(fee, "per").text,
        valid_from=text.in_force_from if text else fee.valid_from,
        valid_to=text.in_force_until if text else fee.valid_to,
        exemption=say(fee, "exemption").text,
        note=say(fee, "note").text,
        legal_basis=text.symbol if text else fee.legal_basis,
        local=text,
        spared=spared,
        quantity_from=fee.quantity_from,
    )


def _spared(fee: Fee, day: date, texts: tuple[LocalTerms, ...], wanted: bool) -> tuple[Spared, ...]:
    if not wanted:
        return ()
    national = [_group(row, None) for row in fee.exemptions.all() if row.holds_on(day)]
    local = [
        _group(row, text)
        for text in texts
        for row in text.exemptions.all()
        if row.fee_key in ("", fee.key) and row.holds_on(day)
    ]
    return tuple(national + local)


def _group(row: Exemption | LocalExemption, text: LocalTerms | None) -> Spared:
    return Spared(
        group=row.group,
        title=row.title,
        share=row.share,
        amount=row.amount,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        proof=row.proof,
        legal_basis=row.legal_basis or (text.symbol if text else ""),
        local=text,
    )
