"""What a person asks about the account is answered once, carried out, and told by notice."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from portal.accounts.models import AccountRequest, CitizenProfile, KeptPost
from portal.accounts.services.account_requests import ask_about_account, withdraw_request
from portal.accounts.services.answer_request import NotWaiting, answer_request
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from tests.accounts.conftest import make_person, sign_in
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune

LIST = "/quan-tri/accounts/accountrequest/"
WORDS = "Chúng tôi đã xem yêu cầu của bạn."


def asked(user, kind: str = "CLOSE") -> AccountRequest:
    return ask_about_account(user=user, kind=kind, reason="Không dùng nữa", by=Actor.citizen(user))


def answer(request: AccountRequest, outcome: str = "DONE") -> AccountRequest:
    return answer_request(request=request, outcome=outcome, words=WORDS, by=SYSTEM)


@pytest.fixture
def administrator(db):
    """The pages here are Django's own, so its own client reads them."""
    return come_in(Client(), official(commune().province, Role.ADMIN))


def at(request: AccountRequest) -> str:
    return f"{LIST}{request.pk}/change/"


def test_done_closes_the_account_and_the_person_is_told(client, administrator, person):
    request = asked(person)
    page = administrator.get(at(request)).content.decode()
    assert 'value="DONE"' in page and 'value="REFUSED"' in page and "Không dùng nữa" in page
    assert "_save" not in page
    administrator.post(at(request), {"answer": WORDS, "action": "DONE"})
    request.refresh_from_db()
    assert (request.state, request.answer) == ("DONE", WORDS) and request.answered_at
    notice = person.notices.get()
    assert WORDS in notice.body and "đã được đóng" in notice.body
    event = Event.objects.get(kind="account.request_answered")
    assert (event.actor_role, event.payload) == ("ADMIN", {"kind": "CLOSE", "outcome": "DONE"})
    sign_in(client, person)
    assert client.get("/tai-khoan/").status_code == 302


def test_refused_changes_nothing_but_is_told(administrator, person):
    request = asked(person)
    administrator.post(at(request), {"answer": WORDS, "action": "REFUSED"})
    person.refresh_from_db()
    assert person.is_active
    assert "chưa thực hiện được" in person.notices.get().body


def test_deleting_leaves_nothing_of_what_was_told(person, other_person):
    for user in (person, other_person):
        user.profile.address_detail, user.profile.sex = "Số 8, tổ 5", "F"
        user.profile.birth_date = timezone.localdate()
        user.profile.save()
        soon = timezone.now()
        KeptPost.objects.create(user=user, path="/x/", fields=[], expires_at=soon)
    answer(asked(person, "DELETE"))
    told = CitizenProfile.objects.get(user=person)
    assert (told.address_detail, told.sex, told.birth_date) == ("", "", None)
    assert not CitizenProfile.history.filter(id=told.pk).exists()
    assert KeptPost.objects.get().user == other_person
    assert CitizenProfile.objects.get(user=other_person).address_detail == "Số 8, tổ 5"
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("form", [{"answer": "", "action": "DONE"}, {"answer": WORDS}])
def test_an_answer_has_words_and_an_outcome(administrator, person, form):
    request = asked(person)
    page = administrator.post(at(request), form)
    assert page.status_code == 200 and page.context["errors"]
    request.refresh_from_db()
    assert request.state == "ASKED"


def test_what_is_answered_or_withdrawn_waits_no_more(administrator, person):
    request = asked(person)
    withdraw_request(user=person, request_id=str(request.pk))
    assert 'value="DONE"' not in administrator.get(at(request)).content.decode()
    with pytest.raises(NotWaiting):
        answer(request)
    late = administrator.post(at(request), {"answer": WORDS, "action": "DONE"}, follow=True)
    assert "không còn chờ" in late.content.decode()
    person.refresh_from_db()
    assert person.is_active and not person.notices.exists()


@pytest.mark.parametrize(("outcome", "words"), [("ASKED", WORDS), ("DONE", "  ")])
def test_the_verb_takes_no_half_answer(person, outcome, words):
    with pytest.raises(ValueError):
        answer_request(request=asked(person), outcome=outcome, words=words, by=SYSTEM)


@pytest.mark.parametrize("role", [Role.DESK, Role.AUDITOR])
def test_only_an_administrator_answers(person, role):
    request = asked(person)
    other = come_in(Client(), official(commune().committee, role))
    assert other.post(at(request), {"answer": WORDS, "action": "DONE"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts():
    person = make_person("man@minhha.example", "Nguyễn Thị Mận")
    request, gate, outcomes = asked(person), Barrier(4), []

    def press(outcome: str) -> None:
        gate.wait()
        try:
            answer(request, outcome)
            outcomes.append("told")
        except NotWaiting:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [Thread(target=press, args=(each,)) for each in ("DONE", "REFUSED") * 2]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["late"] * 3 + ["told"]
    assert person.notices.count() == 1
