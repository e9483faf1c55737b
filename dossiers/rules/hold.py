"""How long a decision waits before it leaves. The portal's own choice: no text sets it."""

from datetime import date, timedelta

from portal.kernel.law import DEFAULT, Citation, Rule, Value

DECISION_HOLD = Rule(
    "decision.hold",
    "A decision can be recalled for this long before anything leaves the house",
    "minutes",
    (Value(10, date(2018, 6, 21), None, Citation("61/2018/NĐ-CP", "19", "2"), DEFAULT),),
)


def hold_of(day: date, minutes: int | None, is_immediate: bool) -> timedelta:
    """The hold on `day`; `minutes` set for this installation go before the rule. A result for
    which the applicant waits at the counter is not held.
    """
    if is_immediate:
        return timedelta(0)
    return timedelta(minutes=DECISION_HOLD.on(day) if minutes is None else minutes)
