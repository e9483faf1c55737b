"""What must hold of the legal clock for every question that can be asked."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.calendar import (
    VIETNAM,
    CalendarError,
    Reason,
    SpecialDay,
    WorkingCalendar,
    office_week,
)
from portal.kernel.clock import ClockError, DayLine, Interval, Policy, Unit, due, same_day
from portal.kernel.durations import working_days_between, working_time_between
from tests.regulations.tables import calendar

MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17, 30))
OFFICE = calendar("tinh_minh_ha")
DAYS = (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR)
COUNTED = [unit for unit in Unit if unit is not Unit.NONE]
FIRST, LAST = date(2025, 12, 1), date(2027, 12, 31)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def lines_of(answer):
    return {line.date.isoformat(): line for line in answer.days}


moments = st.datetimes(
    datetime(2025, 12, 1), datetime(2027, 6, 30), timezones=st.just(VIETNAM)
).map(lambda moment: moment.replace(second=0, microsecond=0))
days = st.dates(FIRST, LAST)
limits = st.integers(1, 60)


@st.composite
def calendars(draw):
    """Any office: some weekdays, some days off, some worked in exchange."""
    open_days = draw(st.sets(st.integers(0, 6), min_size=1))
    weekly = tuple((MORNING, AFTERNOON) if day in open_days else () for day in range(7))
    off = draw(st.sets(days, max_size=30))
    working = draw(st.sets(days, max_size=10)) - off
    return WorkingCalendar(
        "any",
        weekly,
        {day: SpecialDay("nghỉ") for day in off},
        {day: SpecialDay("bù") for day in working},
    )


@st.composite
def questions(draw, units=tuple(COUNTED)):
    unit = draw(st.sampled_from(units))
    limit = draw(st.integers(1, 3) if unit in (Unit.MONTH, Unit.YEAR) else limits)
    return draw(moments), limit, unit, draw(calendars())


@st.composite
def waits_after(draw, accepted):
    gaps = draw(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 900)), max_size=3))
    found, cursor = [], accepted
    for before, length in gaps:
        asked = cursor + timedelta(hours=before)
        cursor = asked + timedelta(hours=length)
        found.append(Interval(asked, cursor))
    return found


def not_earlier(answer, other, question):
    """Limits in plain hours that end on a day off end at the close of the next working day, as
    the law says; one that ends early on that very day is not moved. So only their days compare.
    """
    if question[2] in (Unit.HOUR, Unit.MINUTE):
        return answer.at.date() >= other.at.date()
    return answer.at >= other.at


@given(questions())
def test_never_before_acceptance_and_never_on_a_day_off(question):
    accepted, _limit, unit, office = question
    answer = due(*question)
    assert answer.at > accepted or unit in DAYS
    assert office.is_working(answer.at.date())


@given(questions(), st.integers(1, 3000))
def test_accepted_later_is_never_due_earlier(question, minutes):
    accepted, *rest = question
    later = accepted + timedelta(minutes=minutes)
    assert not_earlier(due(later, *rest), due(accepted, *rest), question)


@given(questions())
def test_a_longer_limit_is_never_due_earlier(question):
    accepted, limit, unit, office = question
    assert not_earlier(due(accepted, limit + 1, unit, office), due(*question), question)


@given(questions(), st.sampled_from(list(Policy)), st.data())
def test_every_day_from_acceptance_to_the_end_is_explained_once(question, policy, data):
    accepted = question[0]
    answer = due(*question, policy, data.draw(waits_after(accepted)))
    dates = [line.date for line in answer.days]
    assert dates[0] == accepted.date()
    assert dates[-1] == answer.at.date()
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(dates))


@given(questions(units=(Unit.WORKING_DAY, Unit.CALENDAR_DAY)), st.data())
def test_as_many_days_are_counted_as_the_limit_has(question, data):
    accepted, limit, unit, office = question
    policy = data.draw(st.sampled_from([Policy.EXCLUDE, Policy.SUSPEND_ONCE, Policy.RESTART]))
    answer = due(*question, policy, data.draw(waits_after(accepted)))
    counted = [line for line in answer.days if line.counted]
    assert len(counted) == limit
    if unit is Unit.WORKING_DAY:
        assert all(office.is_working(line.date) for line in counted)


@given(questions(units=(Unit.WORKING_HOUR,)), st.data())
def test_working_hours_are_used_up_to_the_minute(question, data):
    accepted, limit, _unit, office = question
    waits = data.draw(waits_after(accepted))
    answer = due(*question, Policy.EXCLUDE, waits)
    assert sum(line.minutes for line in answer.days) == limit * 60
    spent = working_time_between(accepted, answer.at, office)
    waited = sum(
        (
            working_time_between(w.asked, min(w.answered, answer.at), office)
            for w in waits
            if w.asked < answer.at
        ),
        timedelta(),
    )
    assert spent - waited == timedelta(hours=limit)


@given(questions(), st.sampled_from(list(Policy)), st.data())
def test_waiting_never_makes_it_earlier(question, policy, data):
    waits = data.draw(waits_after(question[0]))
    assert not_earlier(due(*question, policy, waits), due(*question), question)


@given(questions(units=(Unit.WORKING_DAY,)), st.data())
def test_waiting_moves_the_end_by_the_working_days_waited(question, data):
    accepted, _limit, _unit, office = question
    plain = due(*question).at.date()
    asked = data.draw(st.integers(0, (plain - accepted.date()).days))
    begins = datetime.combine(accepted.date() + timedelta(days=asked), time(23), VIETNAM)
    begins = min(max(begins, accepted), due(*question).at)
    wait = Interval(begins, begins + timedelta(days=data.draw(st.integers(0, 40))))
    answer = due(*question, Policy.EXCLUDE, [wait])
    waited = working_days_between(wait.asked.date(), wait.answered.date(), office)
    assert working_days_between(plain, answer.at.date(), office) in (waited, waited + 1)
    if office.is_working(wait.answered.date()) or answer.at.date() > wait.answered.date():
        counted = [line for line in answer.days if line.counted]
        assert len(counted) == question[1]


@given(questions(), st.data())
def test_only_the_first_wait_suspends(question, data):
    waits = data.draw(waits_after(question[0]))
    once = due(*question, Policy.SUSPEND_ONCE, waits)
    first = [wait for wait in waits if wait not in once.ignored][:1]
    assert not_earlier(due(*question, Policy.EXCLUDE, waits), once, question)
    if len(waits) == 1:
        assert once.at == due(*question, Policy.EXCLUDE, first or waits).at


@given(questions(), st.sampled_from(list(Policy)), st.data())
def test_an_explanation_survives_being_kept(question, policy, data):
    answer = due(*question, policy, data.draw(waits_after(question[0])))
    assert [DayLine.from_json(line.as_json()) for line in answer.days] == list(answer.days)


@given(moments, calendars(), st.integers(1, 5))
def test_the_zone_in_which_a_moment_is_written_does_not_matter(accepted, office, limit):
    for unit in COUNTED:
        here = due(accepted, limit, unit, office)
        assert due(accepted.astimezone(UTC), limit, unit, office) == here


def test_each_day_gives_its_reason_and_text():
    answer = due(at("2026-11-20T09:00"), 4, Unit.CALENDAR_DAY, OFFICE)
    lines = lines_of(answer)
    assert lines["2026-11-20"].why.reason is Reason.FIRST_DAY
    assert lines["2026-11-20"].citation.key == "91/2015/QH13#147.2"
    assert lines["2026-11-21"].why.reason is Reason.RUNNING
    assert lines["2026-11-24"].counted
    assert lines["2026-11-25"].why.reason is Reason.END_MOVED_HERE
    assert not lines["2026-11-25"].counted
    assert lines["2026-11-25"].citation.key == "91/2015/QH13#148.5"
    assert [each.key for each in answer.citations] == [
        "91/2015/QH13#147.2",
        "91/2015/QH13#148.1",
        "91/2015/QH13#148.5",
    ]


def test_a_holiday_and_a_day_in_exchange_are_called_by_name():
    lines = lines_of(due(at("2026-08-21T09:00"), 8, Unit.WORKING_DAY, OFFICE))
    assert lines["2026-08-22"].why.reason is Reason.SWAPPED
    assert lines["2026-08-22"].why.name == "Làm bù ngày 31/08/2026"
    assert lines["2026-09-02"].why.reason is Reason.HOLIDAY
    assert lines["2026-09-02"].why.name == "Quốc khánh"


def test_a_restart_names_the_decree_in_force_on_its_day():
    wait = Interval(at("2025-06-18T10:00"), at("2025-06-20T14:00"))
    answer = due(at("2025-06-17T09:00"), 3, Unit.WORKING_DAY, OFFICE, Policy.RESTART, [wait])
    assert lines_of(answer)["2025-06-20"].citation.key == "61/2018/NĐ-CP#19.4"


def test_a_restart_says_which_days_were_set_aside():
    wait = Interval(at("2026-03-05T10:00"), at("2026-03-09T14:00"))
    answer = due(at("2026-03-02T09:00"), 3, Unit.WORKING_DAY, OFFICE, Policy.RESTART, [wait])
    lines = lines_of(answer)
    assert lines["2026-03-04"].why.reason is Reason.BEFORE_RESTART
    assert lines["2026-03-09"].why.reason is Reason.RESTART
    assert lines["2026-03-09"].citation.key == "118/2025/NĐ-CP"
    assert answer.at == at("2026-03-12T17:30")


def test_an_open_request_stops_the_clock_where_it_is():
    wait = Interval(at("2026-03-05T10:00"))
    answer = due(at("2026-03-02T09:00"), 10, Unit.WORKING_DAY, OFFICE, Policy.EXCLUDE, [wait])
    assert answer.at is None
    assert answer.waiting
    assert sum(line.counted for line in answer.days) == 3


def test_a_request_after_the_end_is_named_as_ignored():
    late = Interval(at("2026-03-05T10:00"), at("2026-03-09T14:00"))
    answer = due(at("2026-03-02T09:00"), 2, Unit.WORKING_DAY, OFFICE, Policy.RESTART, [late])
    assert answer.ignored == (late,)
    assert not answer.waiting


def test_overlapping_requests_are_waited_for_once():
    asked = at("2026-03-03T10:00")
    apart = [
        Interval(asked, at("2026-03-06T09:00")),
        Interval(at("2026-03-05T09:00"), at("2026-03-10T09:00")),
    ]
    joined = [Interval(asked, at("2026-03-10T09:00"))]
    question = at("2026-03-02T09:00"), 5, Unit.WORKING_DAY, OFFICE, Policy.EXCLUDE
    assert due(*question, apart) == due(*question, joined)


def test_years_without_announced_holidays_are_named():
    answer = due(at("2027-12-20T09:00"), 20, Unit.WORKING_DAY, OFFICE)
    assert answer.unannounced == (2028,)
    assert due(at("2026-12-20T09:00"), 20, Unit.WORKING_DAY, OFFICE).unannounced == ()


def test_two_agencies_with_different_hours_do_not_disturb_each_other():
    early, late = calendar("mot_cua_bay_gio"), OFFICE
    question = at("2026-11-23T07:00"), 1, Unit.WORKING_HOUR
    assert due(*question, early).at == at("2026-11-23T08:00")
    assert due(*question, late).at == at("2026-11-23T08:30")
    assert due(*question, early).at == at("2026-11-23T08:00")


def test_no_limit_gives_no_date_and_is_never_overdue():
    answer = due(at("2026-03-02T09:00"), None, Unit.NONE, OFFICE)
    assert (answer.at, answer.days, answer.waiting) == (None, (), False)


@pytest.mark.parametrize(
    ("limit", "unit", "about"),
    [
        (0, Unit.WORKING_DAY, "limit"),
        (-3, Unit.WORKING_DAY, "limit"),
        (2.5, Unit.WORKING_DAY, "limit"),
        (True, Unit.WORKING_DAY, "limit"),
        (None, Unit.HOUR, "limit"),
        (10**12, Unit.MINUTE, "limit"),
        (11, Unit.YEAR, "limit"),
    ],
)
def test_limits_that_cannot_be_counted_are_refused(limit, unit, about):
    with pytest.raises(ClockError) as refused:
        due(at("2026-03-02T09:00"), limit, unit, OFFICE)
    assert refused.value.about == about


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        (datetime(2026, 3, 2, 9), "A moment needs a time zone."),
        (date(2026, 3, 2), "A moment needs a time zone."),
        (at("2016-12-31T23:59"), "Dates must lie between 01/01/2017 and 31/12/2099."),
        (at("2100-01-01T00:00"), "Dates must lie between 01/01/2017 and 31/12/2099."),
    ],
)
def test_moments_that_cannot_be_counted_from_are_refused(moment, message):
    with pytest.raises(ClockError) as refused:
        due(moment, 3, Unit.WORKING_DAY, OFFICE)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("2026-03-01T09:00", "2026-03-04T09:00"),
        ("2026-03-05T09:00", "2026-03-04T09:00"),
        ("2026-03-05T09:00", "2036-03-04T09:00"),
    ],
)
def test_intervals_that_make_no_sense_are_refused(asked, answered):
    wait = Interval(at(asked), at(answered))
    with pytest.raises(ClockError) as refused:
        due(at("2026-03-02T09:00"), 3, Unit.WORKING_DAY, OFFICE, Policy.EXCLUDE, [wait])
    assert refused.value.about == "intervals"


@pytest.mark.parametrize(
    ("policy", "extension", "cap"),
    [(Policy.EXCLUDE, 5, 5), (Policy.EXTEND_CAPPED, 6, 5), (Policy.EXTEND_CAPPED, 5, None)],
)
def test_an_extension_needs_a_policy_and_stays_under_its_cap(policy, extension, cap):
    with pytest.raises(ClockError) as refused:
        due(
            at("2026-03-02T09:00"),
            3,
            Unit.WORKING_DAY,
            OFFICE,
            policy,
            extension=extension,
            cap=cap,
        )
    assert refused.value.about == "extension"


def test_the_longest_limits_are_answered_at_once():
    started = datetime.now(UTC)
    assert due(at("2026-03-02T09:00"), 360, Unit.WORKING_DAY, OFFICE).at
    assert due(at("2026-03-02T09:00"), 20_000, Unit.WORKING_HOUR, OFFICE).at
    assert datetime.now(UTC) - started < timedelta(seconds=2)


@given(moments, calendars(), st.times())
def test_same_day_is_the_day_or_the_next_one_worked(accepted, office, cutoff):
    answer = same_day(accepted, office, cutoff)
    if office.is_working(accepted.date()) and accepted.time() > cutoff:
        assert answer.at.date() == office.next_working(accepted.date())
    else:
        assert answer.at.date() == office.this_or_next(accepted.date())
    assert [line.date for line in answer.days if line.counted] == [answer.at.date()]


@pytest.mark.parametrize(
    "parts",
    [
        {"weekly": office_week(MORNING)[:6]},
        {"weekly": ((),) * 7},
        {"weekly": office_week((time(11), time(7)))},
        {"weekly": office_week(AFTERNOON, MORNING)},
        {"off": {FIRST: SpecialDay("a")}, "working": {FIRST: SpecialDay("b")}},
        {"working": {FIRST: SpecialDay("b", spans=())}},
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(parts):
    with pytest.raises(CalendarError):
        WorkingCalendar("x", **{"weekly": office_week(MORNING), **parts})


@given(days, days, calendars())
def test_counting_back_gives_the_same_with_a_minus(since, until, office):
    assert working_days_between(since, until, office) == -working_days_between(until, since, office)
