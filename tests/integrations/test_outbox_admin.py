"""The log, the outbox and deliveries in the back office: to be looked at; one thing can be done."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.agencies.roles import Role
from portal.audit.models import Event
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import label_of, names
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune

State = OutboxMessage.State
OUTBOX = "/quan-tri/integrations/outboxmessage/"


@pytest.fixture
def as_role(db):
    """A plain client: the markup of the lists is Django's own, examined with the back office."""

    def arrive(*roles: Role) -> Client:
        client = Client()
        client.user = official(commune().committee, *roles)
        return come_in(client, client.user)

    return arrive


def message_in(state: str) -> OutboxMessage:
    return OutboxMessage.objects.create(
        handler="messaging.email",
        recipient="delivery:1",
        channel="EMAIL",
        state=state,
        ended_at=None if state == State.PENDING else timezone.now(),
    )


def send_again(page, *messages: OutboxMessage):
    chosen = [message.pk for message in messages]
    return page.post(OUTBOX, {"action": "send_again", "_selected_action": chosen}, follow=True)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
@pytest.mark.parametrize(
    "table",
    ["audit/event", "audit/seal", "audit/accessentry", "integrations/outboxmessage"],
)
def test_auditor_and_administrator_look_and_nobody_writes(as_role, role, table):
    page = as_role(role)

    assert page.get(f"/quan-tri/{table}/").status_code == 200
    assert page.get(f"/quan-tri/{table}/add/").status_code == 403


@pytest.mark.parametrize("role", [Role.DESK, Role.LEADER])
def test_others_do_not(as_role, role):
    assert as_role(role).get(OUTBOX).status_code in (403, 404)


def test_administrator_sends_again_what_was_given_up_and_only_that(as_role):
    failed, sent = message_in(State.FAILED), message_in(State.SENT)
    page = as_role(Role.ADMIN)

    answer = send_again(page, failed, sent)

    failed.refresh_from_db()
    sent.refresh_from_db()
    assert (failed.state, sent.state) == (State.PENDING, State.SENT)
    assert "1 tin đang được gửi lại." in answer.content.decode()
    event = Event.objects.get(kind="outbox.resent")
    assert (event.actor_user_id, event.subject_id) == (page.user.pk, str(failed.pk))


def test_every_kind_of_message_has_a_name_that_people_understand(as_role):
    kinds = {name: label_of(name) for name in names() if not name.startswith("test.")}
    assert len(kinds) > 20
    assert not [name for name, label in kinds.items() if label == name]
    assert len(set(kinds.values())) == len(kinds)
    message_in(State.PENDING)
    page = as_role(Role.ADMIN)
    assert ">Thư điện tử<" in page.get(OUTBOX).content.decode()


def test_auditor_cannot_send_again(as_role):
    failed = message_in(State.FAILED)

    send_again(as_role(Role.AUDITOR), failed)

    failed.refresh_from_db()
    assert failed.state == State.FAILED


def test_the_list_is_cut_without_counting_the_table(as_role):
    for _ in range(5):
        message_in(State.SENT)
    page = as_role(Role.ADMIN)

    with CaptureQueriesContext(connection) as queries:
        page.get(OUTBOX)

    assert not [query["sql"] for query in queries if "COUNT(" in query["sql"]]
