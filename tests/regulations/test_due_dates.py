"""The legal clock against its tables. Names of cases are the sentences of the tables."""

from datetime import time, timedelta

import pytest

from portal.kernel.clock import OF_THE_APPLICANT, Policy, Unit, WaitKind, due, same_day
from portal.kernel.counting import count_working_time
from tests.regulations.tables import calendar, cases, interval, moment

DUE = [*cases("due_dates"), *cases("working_hours")]
SAME_DAY = cases("same_day")


@pytest.mark.parametrize("case", DUE, ids=lambda case: case["name"])
def test_due_date(case):
    accepted, agency = moment(case["accepted"]), calendar(case["calendar"])
    if "working_time" in case:
        hours, minutes = map(int, case["working_time"].split(":"))
        limit = timedelta(hours=hours, minutes=minutes)
        at, _lines = count_working_time(accepted, limit, agency, [])
    else:
        at = due(
            accepted,
            *limit_of(case),
            agency,
            Policy(case.get("policy", "restart")),
            [interval(each) for each in case.get("intervals", [])],
            left_out=[WaitKind[kind] for kind in case["left_out"]]
            if "left_out" in case
            else OF_THE_APPLICANT,
            extension=case.get("extension", 0),
            cap=case.get("cap"),
        ).at
    assert at == moment(case["due"])


def limit_of(case):
    number, _, unit = case["limit"].rpartition(" ")
    return (int(number) if number else None), Unit(unit)


@pytest.mark.parametrize("case", SAME_DAY, ids=lambda case: case["name"])
def test_same_day(case):
    answer = same_day(
        moment(case["accepted"]),
        calendar(case["calendar"]),
        time.fromisoformat(case["cutoff"]),
        case.get("at_most"),
    )
    assert answer.at == moment(case["due"])
