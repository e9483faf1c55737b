"""Two people at the yearly list at once: real threads on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from procedures.errors import CatalogueError
from procedures.models import PriorityEntry, PriorityList
from procedures.services.priority_list import approve_priority_list, weigh_service
from tests.procedures.test_rollout import DECISION

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-21 09:00:00 +0700", tick=False)


def test_of_two_who_act_at_once_one_is_told(proposed, secretary, approver):
    """Weighing and approving the same list: either the weighing came first, or it is refused."""
    weigh_service(entry=proposed, keep=True, by=secretary)
    version = PriorityList.objects.get().version

    def attempt(act) -> str:
        try:
            act()
            return "done"
        except CatalogueError as refused:
            return type(refused).__name__
        finally:
            connection.close()

    def approve():
        found = PriorityList.objects.get()
        approve_priority_list(found=found, by=approver, expected_version=version, **DECISION)

    def drop():
        weigh_service(entry=proposed, keep=False, reason="Chưa kịp", by=secretary)

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(attempt, [approve, drop]))
    assert sorted(told) in (["SomebodyWasFaster", "done"], ["WrongState", "done"])
    kept = PriorityEntry.objects.get().verdict == PriorityEntry.Verdict.KEPT
    assert kept == (PriorityList.objects.get().state == "APPROVED")
