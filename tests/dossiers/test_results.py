"""The register of results: fed by signing, read by officials, held by people, renewed in time."""

from datetime import date, datetime, timedelta

import pytest

from dossiers.models import ResultEntry
from dossiers.rules.validity import last_day
from dossiers.selectors.earlier import earlier_dossier
from dossiers.selectors.results import EXPIRED, standing
from dossiers.services.watch.validity import watch_validity
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from portal.audit.checks import run
from portal.documents.services import revoke
from portal.messaging.models import Notice
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.archive import closed
from tests.factories.counter import NUMBER, prove
from tests.factories.play import Play
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db

SIGNED = ("submit", "accept", "claim", "propose", "decide", "complete_signing")
TODAY = date(2027, 10, 20)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5 năm", date(2029, 2, 28)),
        ("05 năm kể từ ngày cấp.", date(2029, 2, 28)),
        ("12 tháng", date(2025, 2, 28)),
        ("90 ngày", date(2024, 5, 29)),
        ("", None),
        ("0 năm", None),
        ("Không thời hạn", None),
        ("5 năm, gia hạn một lần 2 năm", None),
    ],
)
def test_the_end_follows_from_plain_words_and_nothing_is_guessed(words, expected):
    assert last_day(words, date(2024, 2, 29)) == expected


def with_answers(**fields) -> Play:
    play = Play(**fields)
    play.draft.answers = {"full_name": "Nguyễn Văn An"}
    play.draft.save()
    return play


def issued(valid_for: str = "12 tháng") -> Play:
    play = Play(revision=procedure(commune(), valid_for=valid_for))
    return play.do(*SIGNED)


def test_a_granted_result_stands_on_the_register_with_its_validity():
    play = issued()
    entry = ResultEntry.objects.get()
    assert (entry.code, entry.document, entry.holder) == (play.result.code, play.result, play.owner)
    assert (entry.issued_on, entry.valid_until) == (date(2026, 11, 2), date(2027, 11, 2))
    assert standing(entry, date(2027, 11, 2)) == "VALID"
    assert standing(entry, date(2027, 11, 3)) == EXPIRED


def test_a_corrected_result_stands_beside_the_one_it_replaced():
    play = issued().do("return_result", "reopen", "propose", "decide", "complete_signing")
    states = [(entry.code, standing(entry, play.at.date())) for entry in ResultEntry.objects.all()]
    code = play.dossier.code
    assert states == [(f"{code}-KQ2", "VALID"), (f"{code}-KQ1", "REPLACED")]


def test_the_holder_is_reminded_once_and_not_of_what_was_revoked():
    issued()
    near = datetime(2027, 10, 10, 9, 0, tzinfo=VIETNAM)
    assert [watch_validity(near - timedelta(days=30)), watch_validity(near)] == [0, 1]
    assert watch_validity(near) == 0
    assert "02/11/2027" in Notice.objects.get(text="dossiers/result_ends_for_citizen").body
    other = issued()
    revoke(document=other.result, reason="Cấp sai đối tượng.", by=SYSTEM)
    assert watch_validity(near) == 0


def test_the_holder_sees_it_and_renews_it_from_the_answers_given(page, time_machine):
    play = issued()
    time_machine.move_to(datetime(2027, 10, 20, 9, 0, tzinfo=VIETNAM))
    page.force_login(play.owner)
    shown = page.get("/ho-so/ket-qua/").content.decode()
    assert play.result.code in shown and "02/11/2027" in shown
    assert f"/nop/?tu={play.dossier.public_id}" in shown
    page.force_login(citizen())
    assert play.result.code not in page.get("/ho-so/ket-qua/").content.decode()


def test_another_procedure_renews_it_where_the_catalogue_says_so(page, time_machine):
    first = procedure(commune(), valid_for="12 tháng", renewal_code="1.001194", form=True)
    play = with_answers(revision=first).do(*SIGNED)
    renewing = procedure(commune(), "1.001194", valid_for="12 tháng", form=True)
    time_machine.move_to(datetime(2027, 10, 20, 9, 0, tzinfo=VIETNAM))
    page.force_login(play.owner)
    way = f"/thu-tuc/1.001194/nop/?tu={play.dossier.public_id}"
    assert way in page.get("/ho-so/ket-qua/").content.decode()
    assert earlier_dossier(play.owner, renewing.procedure, str(play.dossier.public_id), TODAY)
    assert not earlier_dossier(citizen(), renewing.procedure, str(play.dossier.public_id), TODAY)
    again = with_answers(revision=renewing)
    again.owner = again.draft.owner = play.owner
    again.draft.save()
    again.do(*SIGNED)
    assert ResultEntry.objects.get(code=again.result.code).renews.code == play.result.code


def test_the_result_of_a_dossier_in_the_archive_is_revoked_where_it_lies():
    play, entry = closed()
    revoke(document=play.result, reason="Cấp sai đối tượng.", by=SYSTEM)
    assert standing(ResultEntry.objects.get(), play.at.date()) == "REVOKED"
    entry.refresh_from_db()
    assert entry.taken_out_at is None
    assert [found for *_area, each in run(("files", "derived")) for found in each] == []


def test_officials_find_it_by_number_and_holder_those_elsewhere_do_not(page, time_machine):
    play = issued()
    prove(play.owner)
    time_machine.move_to(play.at)
    come_in(page, play.leader)
    register = "/quan-tri/ket-qua/"
    shown = page.get(register).content.decode()
    assert play.result.code in shown and f"{play.result.pk}/revoke/" in shown
    assert play.result.code in page.get(register, {"q": play.result.code}).content.decode()
    assert play.result.code not in page.get(register, {"state": "REVOKED"}).content.decode()
    table = b"".join(page.get(register + "bang/").streaming_content).decode()
    assert play.result.code in table and "02/11/2027" in table
    found = page.post(register, {"number": NUMBER, "action": "find"})
    assert play.result.code in found.content.decode() and NUMBER not in found.request["PATH_INFO"]
    unknown = page.post(register, {"number": "001099000001", "action": "find"})
    assert play.result.code not in unknown.content.decode()
    come_in(page, official(commune("H99.23").desk, Role.DESK))
    assert play.result.code not in page.get(register).content.decode()
