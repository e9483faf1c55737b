"""Early, on time or late: the date a dossier is measured by, and what a moment is against it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from dossiers.models import Dossier, DueKind
from dossiers.models.course import Outcome
from dossiers.rules.extension import GIVEN_IN_TIME_COUNTS
from dossiers.selectors.clock import clock_rules
from portal.kernel.clock import Unit, WaitKind

BY_THE_HOUR = frozenset({Unit.HOUR, Unit.WORKING_HOUR, Unit.MINUTE})


@dataclass(frozen=True)
class Measure:
    """The date that binds. A limit in days ends with its day, one in hours at its moment
    (BLDS 2015, art. 147–148).
    """

    at: datetime
    to_the_moment: bool = False

    @property
    def overdue_from(self) -> date:
        """The first day at whose end it has passed."""
        day = timezone.localdate(self.at)
        return day if self.to_the_moment else day + timedelta(days=1)

    def outcome(self, moment: datetime) -> Outcome:
        day, due = timezone.localdate(moment), timezone.localdate(self.at)
        if moment > self.at if self.to_the_moment else day > due:
            return Outcome.LATE
        return Outcome.EARLY if day < due else Outcome.ON_TIME


def measured_by(dossier: Dossier, moment: datetime) -> Measure | None:
    """The date that the dossier is measured by at `moment`: the law's, or the new date of an
    apology given before that had passed. One given once the limit had run out changes nothing (NĐ
    61/2018, art. 19(9)).
    """
    known = [row for row in dossier.due_dates.all() if row.computed_at <= moment]
    dates = {row.kind: row for row in sorted(known, key=lambda row: row.pk)}
    lawful, given = dates.get(DueKind.STATUTORY), dates.get(DueKind.REPROMISED)
    if lawful is None or lawful.at is None:
        return None
    counts = GIVEN_IN_TIME_COUNTS.on(dossier.rules_day)
    if given is not None and counts and given.computed_at <= lawful.at < given.at:
        return Measure(given.at)
    return Measure(lawful.at, lawful.unit in BY_THE_HOUR)


def stands_still(dossier: Dossier, moment: datetime) -> bool:
    """Whether at `moment` the dossier waits for something that its limit does not run through."""
    left_out = clock_rules(dossier.revision).left_out | {WaitKind.SUPPLEMENT}
    return any(
        row.kind in left_out
        and row.asked_at <= moment
        and (row.answered_at is None or row.answered_at > moment)
        for row in dossier.intervals.all()
    )
