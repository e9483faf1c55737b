"""What cannot be true of a whole procedure, whatever the shape it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.legal.symbols import find
from procedures.imports import limits
from procedures.imports.facts import ProcedureFacts
from procedures.imports.problems import Problem, Reason
from procedures.imports.vocabulary import LimitKind, Tier

INTERNAL_SERIES = "6"
"""First digit of the codes of procedures between agencies (measured on the national listing)."""
_LOCAL = frozenset((Tier.PROVINCE, Tier.COMMUNE))


def checked(facts: ProcedureFacts, problems: list[Problem]) -> ProcedureFacts:
    """The facts with every problem found while reading them and between them."""
    prose = "\n".join(step.text for step in facts.steps)
    channels = tuple(
        replace(channel, limit=limits.with_hour(channel.limit, channel.note, prose))
        for channel in facts.channels
    )
    internal = facts.code.startswith(INTERNAL_SERIES)
    facts = replace(facts, internal=internal, channels=channels)
    return replace(facts, problems=tuple(problems) + tuple(_whole(facts)))


def _whole(facts: ProcedureFacts) -> Iterator[Problem]:
    if not facts.name:
        yield Problem(Reason.NAME_MISSING, "name")
    if facts.internal:
        yield Problem(Reason.INTERNAL, "code", facts.code)
    if not facts.sector:
        yield Problem(Reason.SECTOR_MISSING, "sector")
    if facts.decision and not find(facts.decision):
        yield Problem(Reason.DECISION_UNREADABLE, "decision", facts.decision)
    if not facts.steps:
        yield Problem(Reason.STEPS_MISSING, "steps")
    yield from _who(facts)
    steps = "\n".join(step.text for step in facts.steps)
    for row, channel in enumerate(facts.channels):
        if channel.limit.kind is LimitKind.LIMITED and limits.cutoff(channel.note):
            yield Problem(Reason.SAME_DAY_TOLD_BESIDE, "channels", channel.note, row)
        if limits.contradicted(channel.limit, channel.note, steps):
            prose = limits.promise_in(channel.note) or limits.promise_in(steps)
            excerpt = f"{channel.limit.stated_as}: {prose}"
            yield Problem(Reason.TIME_CONTRADICTED, "channels", excerpt, row)


def _who(facts: ProcedureFacts) -> Iterator[Problem]:
    if not facts.tiers:
        yield Problem(Reason.TIER_MISSING, "tiers")
    if not facts.audiences:
        yield Problem(Reason.AUDIENCE_MISSING, "audiences")
    if _LOCAL.intersection(facts.tiers) and not facts.agencies.executing:
        yield Problem(Reason.NO_EXECUTING_BODY, "executing", ", ".join(facts.agencies.deciding))
