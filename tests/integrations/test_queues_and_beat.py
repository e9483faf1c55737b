"""Whatever is put into a queue has somebody working on it, and beat calls only what exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from portal.celery import EndsForSure, app
from portal.integrations.connectors import discover, every
from portal.integrations.queues import PARTNERS, QUEUES
from portal.launch import programs
from portal.settings.work import broker_address

COMPOSE = Path(settings.BASE_DIR) / "docker-compose.yml"


def own_tasks() -> dict:
    return {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}


def test_demo_works_on_every_queue():
    taken = ",".join(queues for queues, _at_once in programs.WORKERS.values())
    assert set(taken.split(",")) == set(QUEUES)


def test_partners_are_waited_for_by_workers_of_their_own():
    """More of them than one partner may hold, so that one that hangs leaves some to the others."""
    queues, at_once = programs.WORKERS["partners"]
    discover()
    seats = max(connector.at_once for connector in every())
    assert queues == PARTNERS and at_once > seats
    (in_production,) = re.findall(
        r"--queues, \"partners\", --concurrency, \"(\d+)\"", COMPOSE.read_text()
    )
    assert int(in_production) > seats


def test_production_works_on_every_queue():
    listened = re.findall(r"--queues[\s\",=]+([\w,]+)", COMPOSE.read_text())

    assert {queue for queues in listened for queue in queues.split(",")} == set(QUEUES)


def test_tasks_without_a_queue_of_their_own_go_where_somebody_works():
    assert app.conf.task_default_queue in QUEUES


def test_a_worker_that_hangs_while_it_ends_is_ended():
    """As Celery did when Redis died under it: it waited for ever for children that were gone."""
    hung = """
import os
from types import SimpleNamespace
from portal.celery import EndsForSure
EndsForSure.broken = 0.1
EndsForSure(None).stop(SimpleNamespace(exitcode=70))
os.read(os.pipe()[0], 1)
"""
    assert subprocess.run([sys.executable, "-c", hung], timeout=60, check=False).returncode == 70
    worker = app.WorkController(pool_cls="solo", queues=["upkeep"], hostname="test@here")
    steps = [type(step).__name__ for step in worker.steps]
    assert steps.index("Pool") < steps.index("EndsForSure") < steps.index("Consumer")
    assert EndsForSure.in_peace > settings.CELERY_TASK_TIME_LIMIT


def test_beat_calls_tasks_that_exist_and_drops_what_came_too_late():
    assert app.conf.beat_schedule
    for job in app.conf.beat_schedule.values():
        assert job["task"] in own_tasks()
        assert job["options"]["expires"] > 0


def test_unacknowledged_work_returns_only_after_no_task_can_still_be_running():
    longest = max(
        task.time_limit or settings.CELERY_TASK_TIME_LIMIT for task in own_tasks().values()
    )

    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > longest


@pytest.mark.parametrize(
    ("redis", "broker"),
    [
        ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=1"),
        ("unix:///run/redis.sock?db=4", "redis+socket:///run/redis.sock?virtual_host=5"),
        ("redis://redis:6379", "redis://redis:6379/1"),
        ("rediss://:secret@redis:6379/2", "rediss://:secret@redis:6379/3"),
    ],
)
def test_queues_are_next_to_the_cache_not_in_it(redis, broker):
    assert broker_address(redis) == broker
