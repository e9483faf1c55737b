"""The outbox in the back office: everything to be seen, nothing to be changed, one thing to do."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.audit.models import AccessEntry, Event, Seal
from portal.integrations.models import OutboxMessage
from portal.messaging.models import Delivery

State = OutboxMessage.State


@pytest.fixture
def request_of_official(db, monkeypatch):
    official = get_user_model().objects.create_user(kind="OFFICIAL", is_staff=True)
    monkeypatch.setattr(type(official), "has_perm", lambda *_: True)
    request = RequestFactory().get("/")
    request.user, request.session = official, {}
    request._messages = FallbackStorage(request)
    return request


def messages_in(state: str, count: int = 1) -> list[OutboxMessage]:
    ended = {} if state == State.PENDING else {"ended_at": timezone.now()}
    return [
        OutboxMessage.objects.create(
            handler="messaging.email", recipient=str(n), channel="EMAIL", state=state, **ended
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("model", [OutboxMessage, Delivery, Event, Seal, AccessEntry])
def test_nobody_writes_there(request_of_official, model):
    page = admin.site.get_model_admin(model)

    assert page.has_view_permission(request_of_official)
    assert not page.has_add_permission(request_of_official)
    assert not page.has_change_permission(request_of_official)
    assert not page.has_delete_permission(request_of_official)


def test_only_what_was_given_up_is_sent_again(request_of_official):
    (failed,), (sent,) = messages_in(State.FAILED), messages_in(State.SENT)
    page = admin.site.get_model_admin(OutboxMessage)

    page.send_again(request_of_official, OutboxMessage.objects.order_by("id"))

    failed.refresh_from_db()
    sent.refresh_from_db()
    assert (failed.state, sent.state) == (State.PENDING, State.SENT)
    event = Event.objects.get(kind="outbox.resent")
    assert event.actor_user_id == request_of_official.user.pk
    (words,) = request_of_official._messages
    assert str(words) == "1 tin đang được gửi lại."


def test_the_list_is_cut_without_counting_the_table(request_of_official):
    messages_in(State.SENT, 5)
    page = admin.site.get_model_admin(OutboxMessage)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        shown = page.get_changelist_instance(request_of_official)

    assert len(shown.result_list) == 5
    assert not [query["sql"] for query in queries if "COUNT(" in query["sql"]]
