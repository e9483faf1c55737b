"""The desk under many hands: real threads on a real PostgreSQL."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import BulkItem, BulkJob, Decision, Dossier, SoftClaim
from dossiers.selectors.desk_counts import kept, recounted
from dossiers.services.absence import announce_absence, move_work
from dossiers.services.bulk import Chosen, do_step, start_bulk
from dossiers.services.decide import decide
from dossiers.services.desk_counts import roll_up_desk
from dossiers.services.hold import claim, release
from dossiers.services.let_out import let_out, recall
from dossiers.services.soft_claim import take_softly
from dossiers.workflow import State
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import Event
from tests.dossiers.test_races import at_once
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, proposed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


@pytest.fixture
def officers(place):
    return [official(place.division, Role.OFFICER) for _number in range(2)]


def test_of_two_who_say_they_are_at_it_one_is_told_of_the_other(place, desk, officers):
    dossier = accepted(citizen(), place, desk)
    answers = at_once([lambda o=o: take_softly(dossier=dossier, by=o) for o in officers])
    assert [type(each) for each in answers].count(Conflict) == 1
    assert SoftClaim.objects.count() == 1


def test_a_recall_and_the_end_of_the_hold_never_both_win(settings, place, desk, officers):
    settings.DECISION_HOLD_MINUTES = 10
    leader = official(place.committee, Role.LEADER)
    for _round in range(4):
        dossier = proposed(citizen(), place, desk, officers[0])
        say = {"outcome": "GRANT", "wording": "Chấp thuận."}
        decide(dossier=dossier, by=leader, expected_version=dossier.version, **say)
        dossier.refresh_from_db()
        version, over = dossier.version, timezone.now() + timedelta(minutes=11)
        answers = at_once(
            [
                lambda d=dossier, v=version: recall(
                    dossier=d, by=leader, expected_version=v, reason="Sai."
                ),
                lambda d=dossier, at=over: let_out(dossier=d, by=None, at=at),
            ]
        )
        assert [type(each) for each in answers].count(Conflict) == 1
        dossier.refresh_from_db()
        valid = Decision.objects.filter(dossier=dossier, revoked_at=None).count()
        assert (dossier.state, valid) in {(State.PROPOSED, 0), (State.SIGNING, 1)}


def test_a_bulk_and_a_single_claim_agree_on_one_official(place, desk, officers):
    dossier = accepted(citizen(), place, desk)
    one, two = officers
    job = start_bulk(
        by=one,
        actor=Actor.official(one),
        act="claim",
        chosen=[Chosen(dossier.public_id, dossier.version)],
        arguments={},
        key=uuid4(),
    )
    item, event = BulkItem.objects.get(), Event.objects.get(kind="bulk.started")
    step = {"job_id": job.pk, "item_id": item.pk, "event": event}
    at_once(
        [
            lambda: do_step(**step),
            lambda: do_step(**step),
            lambda: claim(dossier=dossier, by=two, expected_version=dossier.version),
        ]
    )
    dossier.refresh_from_db()
    item.refresh_from_db()
    assert (item.state, dossier.assignee) in {("DONE", one), ("CHANGED", two)}
    assert BulkJob.objects.get().done == 1


def test_one_press_sent_twice_at_once_is_one_job(place, desk, officers):
    dossier = accepted(citizen(), place, desk)
    asked = {"act": "claim", "arguments": {}, "key": uuid4(), "by": officers[0]}
    chosen = [Chosen(dossier.public_id, dossier.version)]
    actor = Actor.official(officers[0])
    jobs = at_once([lambda: start_bulk(chosen=chosen, actor=actor, **asked) for _n in range(4)])
    assert len({job.pk for job in jobs}) == 1
    assert BulkItem.objects.count() == 1


def test_an_absence_does_not_take_a_dossier_that_was_just_released(place, desk, officers):
    away, deputy = officers
    dossier = accepted(citizen(), place, desk)
    absence = announce_absence(
        official=away, deputy=deputy, since=timezone.localdate(), until=None, by=away
    )
    claim(dossier=dossier, by=away, expected_version=dossier.version)
    soon = timezone.now() + timedelta(days=1)
    Dossier.objects.filter(pk=dossier.pk).update(deadline_at=soon)
    dossier.refresh_from_db()
    moved, _released = at_once(
        [
            lambda: move_work(absence=absence),
            lambda: release(dossier=dossier, by=away, expected_version=dossier.version),
        ]
    )
    dossier.refresh_from_db()
    assert dossier.assignee == (deputy if moved else None)


def test_counts_stay_right_while_they_are_rolled_up(place, desk, officers):
    dossiers = [accepted(citizen(), place, desk) for _number in range(8)]
    jobs = [
        lambda d=d: claim(dossier=d, by=officers[0], expected_version=d.version) for d in dossiers
    ]
    at_once([*jobs, roll_up_desk, roll_up_desk])
    roll_up_desk()
    assert dict(recounted()) == {slot: number for slot, number in kept().items() if number}
