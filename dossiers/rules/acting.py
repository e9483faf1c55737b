"""Acting for another person: how long, from what age, how much of it."""

from datetime import date, timedelta

from portal.kernel.law import DEFAULT, Citation, Rule, Value

YEARS_WITHOUT_WORD = Rule(
    "acting.years_without_word",
    "How long an authority lasts when nothing else is agreed",
    "years",
    (Value(1, date(2017, 1, 1), None, Citation("91/2015/QH13", "563"), DEFAULT),),
)

OF_AGE = Rule(
    "acting.of_age",
    "From which age a person acts for himself",
    "years",
    (Value(18, date(2017, 1, 1), None, Citation("91/2015/QH13", "20", "1"), DEFAULT),),
)

LONGEST = timedelta(days=5 * 366)
"""An authority on this portal lasts no longer; then it is given anew. The portal's own choice."""

MOST_MANDATES = 50
MOST_CHILDREN = 20
"""Of one person, open at one time."""


def is_of_age(born: date, day: date) -> bool:
    """Whether somebody born on `born` acts for himself on the local day `day`."""
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return years >= OF_AGE.on(day)
