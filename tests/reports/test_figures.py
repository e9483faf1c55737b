"""Figures add up exactly, whoever counts and rolls up at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.checks import run
from portal.reports.models import Delta, Figure
from portal.reports.registry import recounts
from portal.reports.rules.disclosure import masked, year_of
from portal.reports.rules.names import MEANINGS, Name
from portal.reports.selectors import _pieces, figures
from portal.reports.services import count, count_all, rebuild, roll_up
from portal.reports.values import Count, Span, Totals
from tests.factories.agencies import agency

KIND, KEY = "procedure", "1.001193"
DAY = date(2026, 3, 17)
EVER = {"ever": Span(date(2000, 1, 1), date(2030, 1, 1))}


def one(day: date = DAY, amount: int = 1, name: Name = Name.RECEIVED, **fields) -> Count:
    return Count(KIND, fields.pop("key", KEY), name, day, amount, **fields)


def total(name: Name = Name.RECEIVED, spans=EVER, **about) -> int:
    return figures(KIND, KEY, spans, **about)["ever"].of(name)


@pytest.mark.django_db
def test_a_figure_reads_the_same_before_during_and_after_rolling_up():
    ward, other = agency("Phường A", "DIVISION", "H99.1"), agency("Phường B", "DIVISION", "H99.2")
    count_all(
        [
            one(detail="ONLINE", agency_id=ward.pk),
            one(detail="COUNTER", agency_id=ward.pk, amount=4),
            one(detail="ONLINE", agency_id=other.pk, amount=2),
            one(DAY + timedelta(days=40), detail="ONLINE", agency_id=other.pk),
            one(key="2.000635", amount=100),
        ]
    )

    def seen():
        spans = {
            "ever": EVER["ever"],
            "day": Span(DAY, DAY),
            "month": Span(date(2026, 3, 1), date(2026, 3, 31)),
        }
        whole = figures(KIND, KEY, spans)
        own = figures(KIND, KEY, spans, ward.pk)
        return [
            (span, whole[span].by_detail(Name.RECEIVED), own[span].of(Name.RECEIVED))
            for span in spans
        ]

    expected = [
        ("ever", {"ONLINE": 4, "COUNTER": 4}, 5),
        ("day", {"ONLINE": 3, "COUNTER": 4}, 5),
        ("month", {"ONLINE": 3, "COUNTER": 4}, 5),
    ]
    assert seen() == expected
    assert roll_up(batch=2) == 5
    assert not Delta.objects.exists()
    assert seen() == expected
    count_all([one(detail="ONLINE", agency_id=ward.pk)])
    assert figures(KIND, KEY, EVER)["ever"].of(Name.RECEIVED, "ONLINE") == 5
    assert roll_up() == 1
    assert figures(KIND, KEY, EVER, ward.pk)["ever"].of(Name.RECEIVED, "ONLINE") == 2


@pytest.mark.django_db
def test_rolling_up_is_a_few_statements_however_many_are_counted(django_assert_max_num_queries):
    count_all(one(DAY + timedelta(days=number % 50)) for number in range(3000))
    with django_assert_max_num_queries(8):
        assert roll_up() == 3000
    assert total() == 3000
    assert Figure.objects.count() == 50 + 3


@pytest.mark.django_db(transaction=True)
def test_hands_that_count_and_roll_up_at_once_lose_and_double_nothing():
    hands, each, start = 12, 40, Barrier(16)

    def counts(number):
        for turn in range(each):
            with transaction.atomic():
                count_all([one(DAY + timedelta(days=turn % 3), amount=number + 1)])

    def rolls(_number):
        for _turn in range(25):
            roll_up(batch=7)

    def at_once(job):
        start.wait()
        try:
            job[0](job[1])
        finally:
            connection.close()

    jobs = [(counts, number) for number in range(hands)] + [(rolls, 0)] * 4
    with ThreadPoolExecutor(len(jobs)) as pool:
        list(pool.map(at_once, jobs))

    expected = each * sum(range(1, hands + 1))
    assert total() == expected
    roll_up()
    assert total() == expected
    assert sum(Figure.objects.filter(grain="D").values_list("amount", flat=True)) == expected
    assert sum(Figure.objects.filter(grain="M").values_list("amount", flat=True)) == expected


@pytest.mark.django_db(transaction=True)
def test_counting_needs_the_transaction_of_what_it_counts():
    with pytest.raises(TransactionManagementError):
        count(subject_kind=KIND, subject_key=KEY, name=Name.DONE, day=DAY)
    with pytest.raises(RuntimeError), transaction.atomic():
        count(subject_kind=KIND, subject_key=KEY, name=Name.DONE, day=DAY)
        raise RuntimeError("power cut")
    assert total(Name.DONE) == 0


@pytest.mark.django_db
def test_only_figures_with_a_meaning_are_kept():
    with pytest.raises(ValueError, match="visitors"):
        count(subject_kind=KIND, subject_key=KEY, name="visitors", day=DAY)
    assert set(MEANINGS) == set(Name)


@pytest.mark.django_db
def test_counting_again_forgets_what_was_forged_and_twice_is_once(monkeypatch):
    monkeypatch.setattr("portal.reports.registry._recounts", {})
    ward = agency("Phường A", "DIVISION", "H99.1")
    truth = [one(amount=2, agency_id=ward.pk), one(amount=3), one(name=Name.DONE)]
    recounts(KIND, lambda: truth)
    count_all([one(amount=99), one(name=Name.LATE)])
    roll_up()
    assert rebuild() == 3
    assert (total(), total(Name.DONE), total(Name.LATE)) == (5, 1, 0)
    rows = set(Figure.objects.values_list("name", "agency", "grain", "since", "amount"))
    rebuild()
    assert rows == set(Figure.objects.values_list("name", "agency", "grain", "since", "amount"))
    assert differences() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("forge", "named"),
    [
        (lambda: Figure.objects.filter(grain="D").update(amount=7), "figure received"),
        (lambda: Figure.objects.filter(grain="M").update(amount=7), "month received"),
        (lambda: Figure.objects.filter(agency=None, grain="D").delete(), "figure received"),
        (lambda: count_all([one()]), "figure received"),
    ],
)
def test_verify_names_what_was_forged(monkeypatch, forge, named):
    monkeypatch.setattr("portal.reports.registry._recounts", {})
    ward = agency("Phường A", "DIVISION", "H99.1")
    recounts(KIND, lambda: [one(agency_id=ward.pk)])
    count_all([one(agency_id=ward.pk)])
    assert differences() == []
    roll_up()
    assert differences() == []
    forge()
    found = differences()
    assert found and all(each.thing == f"{KIND} {KEY}" for each in found)
    assert any(each.problem.startswith(named) for each in found)


def differences():
    results = run(["derived"])
    return [each for _area, name, found in results if "reports" in name for each in found]


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(days, st.integers(0, 800))
def test_pieces_cover_every_day_of_a_span_once(since, length):
    until = since + timedelta(days=length)
    covered = []
    for grain, first, last in _pieces(since, until):
        if grain == "M":
            assert first.day == 1 and (last + timedelta(days=1)).day == 1
        covered += [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert sorted(covered) == [since + timedelta(days=n) for n in range(length + 1)]


def test_totals_by_detail():
    totals = Totals({("done", "ONLINE"): 3, ("done", "POST"): 1, ("late", "ONLINE"): 9})
    assert totals.of(Name.DONE) == 4
    assert totals.of(Name.DONE, "ONLINE") == 3
    assert totals.by_detail(Name.DONE) == {"ONLINE": 3, "POST": 1}


@pytest.mark.parametrize(("count", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_counts_that_could_point_at_a_person_are_masked(count, hidden):
    assert masked(count) is hidden


def test_the_year_begins_on_1_january():
    assert year_of(date(2026, 11, 21)) == (date(2026, 1, 1), date(2026, 11, 21))
