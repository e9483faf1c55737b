"""Closing a dossier into the archive, what it is kept for, and coming back from it."""

from datetime import date, timedelta

import pytest

from dossiers.errors import Archived, Conflict, Invalid, NotAllowed
from dossiers.models import ArchiveEntry, Demand
from dossiers.rules.retention import Term
from dossiers.selectors.archive.holds import Hold, holds_on
from dossiers.services.archive.close import Held, close, close_finished
from dossiers.services.archive.take_out import take_out
from dossiers.services.archive.term import set_term
from dossiers.services.change import changing
from dossiers.services.explain import open_explanation
from dossiers.services.marks import add_note
from dossiers.services.rate import rate
from dossiers.workflow import Action
from portal.agencies.roles import Role
from portal.audit.checks import run
from portal.audit.selectors import timeline
from tests.factories.accounts import official
from tests.factories.archive import closed, ended

pytestmark = pytest.mark.django_db


def differences(*areas):
    return [found for _area, _name, each in run(areas or ("files", "derived")) for found in each]


@pytest.mark.parametrize(
    ("years", "closed_on", "last_day"),
    [
        (5, date(2026, 1, 1), date(2031, 12, 31)),
        (5, date(2026, 12, 31), date(2031, 12, 31)),
        (20, date(2024, 2, 29), date(2044, 12, 31)),
        (None, date(2026, 6, 1), None),
    ],
)
def test_a_term_runs_to_the_end_of_its_last_calendar_year(years, closed_on, last_day):
    assert Term(years).ends_on(closed_on) == last_day


@pytest.mark.parametrize(
    ("actions", "kept", "years"),
    [
        ((), "RESULT", 20),
        (("submit", "refuse"), "NO_RESULT", 5),
        (("submit", "accept", "withdraw"), "NO_RESULT", 5),
        (("submit", "accept", "stop"), "NO_RESULT", 5),
    ],
)
def test_an_ended_dossier_is_closed_after_the_pause(actions, kept, years):
    play = ended(*actions)
    assert close_finished(at=play.at + timedelta(days=29)) == 0
    assert close_finished(at=play.at + timedelta(days=31)) == 1
    entry = ArchiveEntry.objects.get()
    assert (entry.kept, entry.ends_on) == (kept, date(2026 + years, 12, 31))
    assert len(entry.contents["files"]) == 1
    events = timeline(play.dossier)
    first, last, count = events.first().pk, events.last().pk, events.count()
    assert entry.contents["events"] == {"first": first, "last": last, "count": count}
    assert differences() == []


def test_a_procedure_can_have_a_term_of_its_own():
    play = ended()
    admin = official(play.place.province, Role.ADMIN)
    procedure = play.dossier.revision.procedure
    since, basis = date(2026, 11, 1), "Quyết định 01/2026/QĐ-UBND"
    with pytest.raises(NotAllowed):
        set_term(procedure=procedure, by=play.leader, since=since, years=None, basis=basis)
    with pytest.raises(Invalid):
        set_term(procedure=procedure, by=admin, since=since, years=71, basis=basis)
    set_term(procedure=procedure, by=admin, since=since, years=None, basis=basis)
    entry = close(dossier=play.dossier, by=play.leader, at=play.at)
    assert (entry.ends_on, entry.years, entry.basis) == (None, None, basis)


def test_what_is_owed_keeps_a_dossier_open():
    play = ended()
    demand = Demand.objects.create(
        dossier=play.dossier, purpose="FEES", reference="X1", amount=8000, asked_at=play.at
    )
    play.dossier.charges.create(
        key="fee", kind="LEVY", name="Lệ phí", full=8000, amount=8000, at=play.at
    )
    open_explanation(dossier=play.dossier, by=play.owner, opinion="Chậm.", at=play.at)
    assert holds_on(play.dossier) == [Hold.UNPAID, Hold.EXPLANATION]
    with pytest.raises(Held):
        close(dossier=play.dossier, by=play.leader, at=play.at)
    assert close_finished(at=play.at + timedelta(days=40)) == 0
    Demand.objects.filter(pk=demand.pk).update(state="CANCELLED", ended_at=play.at)
    play.dossier.explanations.update(answered_at=play.at, state="ANSWERED", finding="JUSTIFIED")
    assert close_finished(at=play.at + timedelta(days=40)) == 1


def test_one_that_has_not_ended_is_not_closed_and_a_stranger_closes_nothing():
    play = ended("submit", "accept")
    with pytest.raises(Held, match="chưa kết thúc"):
        close(dossier=play.dossier, by=play.leader, at=play.at)
    done = ended()
    with pytest.raises(NotAllowed):
        close(dossier=done.dossier, by=done.owner, at=done.at)


def test_in_the_archive_it_is_read_only():
    play, entry = closed()
    with pytest.raises(Archived):
        rate(dossier=play.dossier, by=play.owner, overall=3, at=play.at)
    with pytest.raises(Archived):
        add_note(dossier=play.dossier, by=play.officer, text="Ghi thêm.", at=play.at)
    with pytest.raises(Archived):
        close(dossier=play.dossier, by=play.leader, at=play.at)
    with (
        pytest.raises(Conflict),
        changing(
            play.dossier,
            Action.ACCEPT,
            by=play.desk,
            expected_version=play.dossier.version,
            at=play.at,
        ),
    ):
        pass
    assert ArchiveEntry.objects.get() == entry


def test_a_leader_takes_it_out_and_it_goes_back_after_the_pause():
    play, entry = closed()
    with pytest.raises(NotAllowed):
        take_out(entry=entry, by=play.officer, reason="Cần xem lại.", at=play.at)
    with pytest.raises(Invalid):
        take_out(entry=entry, by=play.leader, reason=" ", at=play.at)
    dossier = take_out(entry=entry, by=play.leader, reason="Cần xem lại.", at=play.at)
    assert dossier.archived_at is None
    add_note(dossier=dossier, by=play.officer, text="Ghi thêm.", at=play.at)
    with pytest.raises(Conflict):
        take_out(entry=entry, by=play.leader, reason="Lần nữa.", at=play.at)
    assert close_finished(at=play.at + timedelta(days=29)) == 0
    assert close_finished(at=play.at + timedelta(days=31)) == 1
    assert differences() == []


def test_a_complaint_wakes_a_dossier_in_the_archive():
    play, entry = closed()
    open_explanation(dossier=play.dossier, by=play.owner, opinion="Sai tên.", at=play.at)
    play.dossier.refresh_from_db()
    entry.refresh_from_db()
    assert play.dossier.archived_at is None
    assert entry.taken_out_at == play.at
    assert close_finished(at=play.at + timedelta(days=60)) == 0


def test_verify_names_a_file_that_is_missing_from_the_archive():
    play, entry = closed()
    play.dossier.papers.all().delete()
    [found] = differences("files")
    assert found.problem == "not as in the table of contents"
    assert entry.contents["files"][0]["id"] in found.thing
