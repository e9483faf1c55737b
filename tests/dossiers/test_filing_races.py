"""Several windows at once: nothing is lost, nothing is doubled, nobody sees an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils.datastructures import MultiValueDict

from dossiers.models import Dossier, Draft, Rating
from dossiers.services.refuse import refuse
from dossiers.services.save_draft import save_draft
from portal.agencies.roles import Role
from tests.dossiers.forms import ANSWERS, BIRTH
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import draft, submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def owner():
    return citizen()


def at_once(jobs):
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def window(owner):
    client = Client()
    client.force_login(owner)
    return client


def test_typing_while_another_window_sends_ends_at_the_receipt(owner, place):
    begun = draft(owner, place, revision=procedure(place, form=BIRTH), answers=ANSWERS)
    base = f"/ho-so/nhap/{begun.public_id}/"
    windows = [window(owner) for _number in range(8)]
    jobs = [lambda w=w: w.post(f"{base}kiem-tra/", {"action": "send"}) for w in windows[:4]]
    jobs += [
        lambda w=w: w.post(f"{base}luu/", {"seen": 0, "phone": "0912345678"}) for w in windows[4:]
    ]
    answers = at_once(jobs)
    dossier = Dossier.objects.get()
    receipt = f"/ho-so/{dossier.public_id}/da-nhan/"
    assert {answer["Location"] for answer in answers[:4]} == {receipt}
    assert all(a.status_code == 200 or a["Location"] == receipt for a in answers[4:])
    assert not Draft.objects.exists()


def test_fields_saved_at_once_are_all_kept(owner, place):
    begun = draft(owner, place, revision=procedure(place, form=BIRTH), with_paper=False)
    typed = {"full_name": "Mận", "phone": "0912345678", "born_abroad": "true", "country": "Lào"}
    at_once(
        [
            lambda path=path, value=value: save_draft(
                draft=begun, by=owner, data=MultiValueDict({path: [value]}), seen=0
            )
            for path, value in typed.items()
        ]
    )
    begun.refresh_from_db()
    assert {key: begun.answers[key] for key in typed} == typed
    assert begun.version == len(typed)


def test_one_field_typed_in_two_windows_at_once_keeps_one_and_shows_it_to_the_other(owner, place):
    begun = draft(owner, place, revision=procedure(place, form=BIRTH), with_paper=False)
    saves = at_once(
        [
            lambda name=name: save_draft(
                draft=begun, by=owner, data=MultiValueDict({"full_name": [name]}), seen=0
            )
            for name in ("Một", "Hai")
        ]
    )
    begun.refresh_from_db()
    (loser,) = [saved for saved in saves if saved.conflicts]
    assert loser.conflicts == {"full_name": begun.answers["full_name"]}


def test_beginning_in_many_windows_begins_once(owner, place):
    procedure(place, form=BIRTH)
    data = {"agency": place.committee.pk, "applicant": "self", "action": "start"}
    windows = [window(owner) for _number in range(6)]
    answers = at_once([lambda w=w: w.post("/thu-tuc/1.001193/nop/", data) for w in windows])
    assert len({answer["Location"] for answer in answers}) == 1
    assert Draft.objects.count() == 1


def test_rating_in_many_windows_rates_once(owner, place):
    dossier = submitted(owner, place)
    desk = official(place.desk, Role.DESK)
    refuse(dossier=dossier, by=desk, expected_version=1, reason="Sai thẩm quyền")
    windows = [window(owner) for _number in range(6)]
    address = f"/ho-so/{dossier.public_id}/danh-gia/"
    answers = at_once([lambda w=w: w.post(address, {"overall": "3"}) for w in windows])
    assert {answer.status_code for answer in answers} == {302}
    assert Rating.objects.count() == 1
