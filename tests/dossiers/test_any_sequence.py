"""Whatever people do in whatever order: what is kept agrees with what happened."""

import random

import pytest

from dossiers.errors import DossierError
from dossiers.selectors.clock import days_worked
from dossiers.workflow import FINAL, STATES, Action, State, actions_from
from portal.audit.checks import run
from portal.audit.selectors import timeline
from tests.factories.play import Play

pytestmark = pytest.mark.django_db

STEPS = 24
# What the worker and the watches do is a step like any other; sending begins the walk.
SHORT_ENDS = {
    Action.REFUSE,
    Action.WITHDRAW,
    Action.STOP,
    Action.GIVE_BACK,
    Action.REFUSE_LAPSED,
}
WALKED = sorted(action for action in Action if hasattr(Play, action) and action != Action.SUBMIT)


def step(play: Play, action: Action) -> bool:
    """Try the action; False when the house refused it, which must leave no trace."""
    before = play.dossier.state, play.dossier.version
    try:
        play.do(action)
    except DossierError:
        play.dossier.refresh_from_db()
        assert (play.dossier.state, play.dossier.version) == before
        return False
    return True


def check(play: Play) -> None:
    dossier = play.dossier
    assert State(dossier.state) in STATES and STATES[State(dossier.state)].national in range(1, 11)
    assert dossier.decisions.filter(revoked_at=None).count() <= 1
    assert dossier.intervals.filter(answered_at=None, kind="SUPPLEMENT").count() <= 1
    assert (dossier.code is not None) == (dossier.accepted_at is not None)
    if dossier.accepted_at is not None:
        assert days_worked(dossier, play.at) >= 0
    if dossier.state in FINAL:
        assert dossier.closed_at is not None and dossier.deadline_at is None
        assert not dossier.tasks.filter(state__in=["WAITING", "OPEN"]).exists()
    versions = [event.payload["version"] for event in timeline(dossier)]
    assert versions == sorted(versions) and versions[-1] == dossier.version


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_keeps_every_invariant(seed, settings):
    settings.DECISION_HOLD_MINUTES = 10
    chance = random.Random(seed)
    play = Play().do(Action.SUBMIT)
    done = [play.dossier.state]

    for number in range(STEPS):
        allowed = [each for each in actions_from(play.dossier.state) if each in WALKED]
        # Endings wait for the second half, lest most walks be short.
        choices = [each for each in allowed if number >= STEPS // 2 or each not in SHORT_ENDS]
        if not allowed:
            break
        if step(play, chance.choice(choices or allowed)):
            done.append(play.dossier.state)
        check(play)

    assert [each for _area, _name, found in run(["derived"]) for each in found] == []
    assert len(done) > 1
