"""Two leaders at one list: real threads on a real PostgreSQL."""

from datetime import timedelta
from functools import partial

import pytest

from dossiers.models import Disposal
from dossiers.services.archive.dispose import (
    ListMoved,
    approve_disposal,
    call_off_disposal,
    propose_disposal,
)
from portal.agencies.roles import Role
from portal.audit.selectors import timeline
from tests.dossiers.test_races import at_once
from tests.factories.accounts import official
from tests.factories.archive import YEARS, closed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def listed():
    play, entry = closed()
    play.at += YEARS
    proposer = official(play.place.committee, Role.LEADER)
    made = propose_disposal(entries=[entry], by=proposer, reason="Hết hạn.", at=play.at)
    return play, made


def refused_of(*jobs) -> int:
    """How many of the jobs, all started together, were told that another was faster."""

    def tried(job):
        try:
            return job()
        except ListMoved as moved:
            return moved

    answers = at_once([partial(tried, job) for job in jobs])
    return sum(isinstance(each, ListMoved) for each in answers)


def acts_of(disposal):
    return [event.kind for event in timeline(disposal)]


def test_of_two_leaders_who_approve_at_once_one_does(listed):
    play, made = listed
    said = {"disposal": made, "expected_version": 1, "at": play.at}
    leaders = [play.leader, play.second, official(play.place.committee, Role.LEADER)]
    assert refused_of(*[partial(approve_disposal, by=by, **said) for by in leaders]) == 2
    approved = Disposal.objects.get()
    assert (approved.state, approved.version) == ("APPROVED", 2)
    assert approved.hold_until == play.at.date() + timedelta(days=30)
    assert acts_of(made) == ["disposal.proposed", "disposal.approved"]


def test_an_approval_and_the_calling_off_of_what_was_seen_never_both_win(listed):
    play, made = listed
    said = {"disposal": made, "expected_version": 1, "at": play.at}
    refused = refused_of(
        partial(approve_disposal, by=play.leader, **said),
        partial(call_off_disposal, by=play.second, remarks="Còn cần.", **said),
    )
    assert refused == 1
    assert len(acts_of(made)) == 2
