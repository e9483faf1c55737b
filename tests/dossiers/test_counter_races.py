"""Numbers and places under real threads: no gap, no repeat, nobody twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from dossiers.errors import Invalid
from dossiers.models import BookingPlan, BookingSlot, Dossier, RegisterEntry, Ticket
from dossiers.selectors.counter.queue import days_of, slots_of
from dossiers.services.counter.booking import book
from dossiers.services.counter.queue import call_next, take_number
from dossiers.services.counter.receive import accept_at_counter
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from tests.factories.accounts import official
from tests.factories.agencies import commune
from tests.factories.counter import intake_of, proven, taken_at_counter, visit_of

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6


def together(*jobs):
    """Run every job at the same moment in a thread of its own; results or refusals in order."""
    barrier = Barrier(len(jobs))

    def run(job):
        barrier.wait()
        try:
            return job()
        except Invalid as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_numbers_have_no_gap_and_are_called_once():
    place = commune()
    clerks = [official(place.desk, Role.DESK, name=f"Cán bộ {n}") for n in range(THREADS)]

    def take(clerk):
        return lambda: take_number(desk=place.desk, by=clerk, actor=Actor.official(clerk))

    def call(clerk):
        actor = Actor.official(clerk)
        return lambda: call_next(desk=place.desk, by=clerk, actor=actor, window=str(clerk.pk))

    together(*map(take, clerks))
    numbers = sorted(Ticket.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == list(range(1, THREADS + 1))
    called = [ticket.number for ticket in together(*map(call, clerks))]
    assert sorted(called) == numbers


def test_the_last_place_is_taken_once():
    place = commune()
    BookingPlan.objects.create(desk=place.desk, since=date(2026, 1, 1), capacity=2)
    at = timezone.now()
    day = days_of(place.desk, at)[-1]
    slot = slots_of(place.desk, day, at)[0]

    def one(number):
        return lambda: book(
            desk=place.desk, starts_at=slot.starts_at, name=f"Người {number}", phone="+84912345678"
        )

    results = together(*map(one, range(THREADS)))
    assert sum(isinstance(each, Invalid) for each in results) == THREADS - 2
    assert BookingSlot.objects.get().taken == 2


def test_the_register_has_no_gap_and_a_double_press_makes_one_dossier():
    place = commune()
    desk = official(place.desk, Role.DESK)
    revision = taken_at_counter(place)
    visit = visit_of(proven(), place, desk)
    intakes = [intake_of(visit.person, place, desk, revision, visit=visit) for _n in range(3)]
    at = datetime.combine(
        timezone.localdate(), datetime.min.time(), timezone.get_current_timezone()
    )

    def accept(intake):
        return lambda: accept_at_counter(
            intake=intake, by=desk, unit=place.division, at=at + timedelta(hours=9)
        )

    together(*[accept(intake) for intake in intakes * 2])
    assert Dossier.objects.count() == 3
    numbers = sorted(RegisterEntry.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == [1, 2, 3]
