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
    return day >= comes_of_age(born, day)


def comes_of_age(born: date, day: date) -> date:
    """From when somebody acts for himself by the law of `day`; born on 29 February, from 1 March
    where there is none.
    """
    years = OF_AGE.on(day)
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
