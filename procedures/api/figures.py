"""How a procedure is used, for programs: the same figures as on its page, masked the same way."""

from datetime import date

from ninja import Field, Schema

from portal.reports.rules.disclosure import SMALL, masked
from procedures.selectors.figures import Measured, Use

NAMES = {"very_satisfied": 3, "satisfied": 2, "not_satisfied": 1}


class SatisfactionOut(Schema):
    """Shares in whole per cent of so many ratings; an item with fewer than 5 is left out."""

    item: str
    ratings: int
    very_satisfied: int
    satisfied: int
    not_satisfied: int


class TimeOut(Schema):
    """Working days from acceptance, waiting for the applicant not counted. The limit of the law
    stands with the channel."""

    case: str | None
    channel: str
    nine_in_ten: int
    half: int
    dossiers: int
    measured_days: int


class ReturnedOut(Schema):
    paper: str
    tenths: int
    fault: str = Field(description="What was wrong most often.")
    dossiers: int
    measured_days: int


class FiguresOut(Schema):
    """From 1 January to today. Numbers from 1 to below `masked_below` are null; shares are whole
    per cent, null of too few."""

    since: date
    until: date
    masked_below: int
    received_online: int | None
    received: int | None
    accepted: int | None
    done_online: int | None
    done: int | None
    in_process: int | None
    on_time_online: int | None
    on_time: int | None
    satisfaction: list[SatisfactionOut]
    times: list[TimeOut]
    returned: list[ReturnedOut]


COUNTS = ("received_online", "received", "accepted", "done_online", "done", "in_process")


def figures_out(found: Measured) -> FiguresOut:
    use = found.use
    counts = {name: getattr(use, name) for name in COUNTS}
    return FiguresOut(
        since=use.since,
        until=use.until,
        masked_below=SMALL,
        **{name: None if masked(count) else count for name, count in counts.items()},
        on_time_online=use.on_time_online.percent,
        on_time=use.on_time.percent,
        satisfaction=_satisfaction(use),
        times=[
            TimeOut(
                case=case or None,
                channel=channel,
                nine_in_ten=each.days,
                half=each.median,
                dossiers=each.cases,
                measured_days=each.window,
            )
            for (case, channel), each in sorted(found.forecasts.items())
        ],
        returned=[
            ReturnedOut(
                paper=key,
                tenths=each.tenths,
                fault=each.fault.value,
                dossiers=each.cases,
                measured_days=each.window,
            )
            for key, each in sorted(found.returned.items())
            if each.tenths
        ],
    )


def _satisfaction(use: Use) -> list[SatisfactionOut]:
    rated = ((item, use.rated(item)) for item in sorted(use.satisfaction))
    return [
        SatisfactionOut(
            item=item, ratings=found[0], **{name: found[1][grade] for name, grade in NAMES.items()}
        )
        for item, found in rated
        if found
    ]
