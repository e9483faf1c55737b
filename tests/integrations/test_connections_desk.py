"""Officials see how it stands with every partner; an administrator turns one off and on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.integrations import connectors
from portal.integrations.models import ConnectorState, Exchange, OutboxMessage, Switching, Tally
from portal.integrations.selectors import desk
from portal.integrations.services import resend_all, switch
from portal.integrations.troubles import Trouble
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune
from tests.integrations.partner import NAME, OTHER, known

pytestmark = pytest.mark.django_db

State = OutboxMessage.State
LIST = "/quan-tri/ket-noi/"
ONE = f"{LIST}{NAME}/"


@pytest.fixture(autouse=True)
def partners(monkeypatch, settings):
    monkeypatch.setattr(connectors, "_connectors", {})
    known(monkeypatch)
    known(monkeypatch, OTHER)
    settings.CONNECTORS = {
        NAME: {"url": "https://partner.example/api", "secret": "khong-duoc-hien"},
    }


@pytest.fixture
def as_role(page):
    def arrive(role: Role):
        page.user = official(commune().committee, role)
        return come_in(page, page.user)

    return arrive


@pytest.fixture
def admin(as_role):
    return as_role(Role.ADMIN)


def message(state=State.PENDING, name=NAME, **more):
    ended = None if state == State.PENDING else timezone.now()
    told = {"handler": "test.any", "recipient": "partner", "channel": "api", "ended_at": ended}
    return OutboxMessage.objects.create(connector=name, state=state, **(told | more))


def exchange(number=1, **more):
    told = {"connector": NAME, "direction": "OUT", "operation": "GuiHoSo", "status": 200}
    return [Exchange.objects.create(**(told | more)) for _ in range(number)]


def words(response):
    return " ".join("".join(response.tree.find(".//main").itertext()).split())


def test_health_queue_and_figures_stand_on_one_page(admin):
    ConnectorState.objects.create(
        name=NAME,
        failures=3,
        failing_since=timezone.now() - timedelta(minutes=5),
        resting_until=timezone.now() + timedelta(minutes=1),
        last_error=Trouble.TIMEOUT,
    )
    for _ in range(3):
        message()
    message(State.FAILED)
    message(State.SENT)
    Tally.objects.create(
        connector=NAME, since=Tally.begins(timezone.now()), succeeded=40, failed=3, milliseconds=900
    )

    response = admin.get_counted(LIST)

    row = words(response)
    assert "không trả lời" in row and "không trả lời kịp" in row
    assert "Bạn vẫn nộp được." in row
    first = desk.row_of(NAME)
    assert (first.queue.waiting, first.queue.given_up) == (3, 1)
    assert (first.figures.day, first.figures.day_failed, first.figures.average) == (43, 3, 21)


def test_what_is_not_connected_stands_apart_unless_something_waits_for_it(admin):
    def table():
        shown = admin.get(LIST)
        return {link.get("href") for link in shown.tree.findall(".//main//table//a")}

    assert table() == {ONE}
    message(name=OTHER)
    assert table() == {ONE, f"{LIST}{OTHER}/"}


def test_old_figures_do_not_count(admin):
    for hours in (2, 30):
        since = Tally.begins(timezone.now() - timedelta(hours=hours))
        Tally.objects.create(connector=NAME, since=since, succeeded=5)
    figures = desk.row_of(NAME).figures
    assert (figures.hour, figures.day) == (0, 5)


def test_a_long_queue_is_not_counted_to_its_end(admin, monkeypatch):
    OutboxMessage.objects.bulk_create(
        OutboxMessage(handler="x", connector=NAME, recipient=str(n), channel="api")
        for n in range(1200)
    )
    assert desk.row_of(NAME).queue.waiting == 1001
    assert "hơn 1.000" in words(admin.get(LIST))
    with CaptureQueriesContext(connection) as queries:
        admin.get(ONE)
    counts = [query["sql"] for query in queries if "count(" in query["sql"].lower()]
    assert all("LIMIT 1001" in sql for sql in counts)


@pytest.mark.parametrize("role", [Role.DESK, Role.LEADER, Role.OFFICER])
def test_others_do_not_come_in(client, role):
    come_in(client, official(commune().committee, role))
    assert client.get(LIST).status_code in (403, 404)
    assert client.get(ONE).status_code in (403, 404)


def test_an_auditor_looks_and_does_nothing(as_role):
    page = as_role(Role.AUDITOR)
    gone = message(State.FAILED)
    shown = page.get(ONE)
    assert not shown.tree.findall(".//main//form[@method='post']//button")
    for action in ("off", "on", "try", "resend_all", f"resend-{gone.pk}"):
        assert page.post(ONE, {"action": action, "reason": "x"}).status_code == 403
    gone.refresh_from_db()
    assert gone.state == State.FAILED and not ConnectorState.objects.exists()


def test_nothing_secret_is_shown(admin):
    exchange()
    shown = admin.get(ONE).content.decode()
    assert "partner.example" in shown and "khong-duoc-hien" not in shown


def test_an_administrator_turns_it_off_with_a_reason(admin):
    answer = admin.post(ONE, {"action": "off", "reason": "Đối tác báo sự cố"}, follow=True)

    assert "Đã tắt" in words(answer)
    assert "Đối tác báo sự cố" in words(answer) and "Bạn vẫn nộp được." in words(answer)
    event = Event.objects.get(kind="connector.switched_off")
    assert (event.actor_user_id, event.subject_id, event.payload) == (admin.user.pk, NAME, {})
    assert ConnectorState.objects.get().is_off
    assert Switching.objects.get().by == admin.user


def test_a_reason_is_asked_for(admin):
    answer = admin.post(ONE, {"action": "off", "reason": "   "})
    assert answer.status_code == 422
    assert not ConnectorState.objects.filter(is_off=True).exists()


def test_turned_on_again_what_waited_is_due(admin):
    ConnectorState.objects.create(name=NAME, is_off=True, failures=7)
    later = timezone.now() + timedelta(hours=1)
    waiting, other = message(next_try_at=later), message(name=OTHER, next_try_at=later)

    admin.post(ONE, {"action": "on", "reason": "Đã khắc phục"})

    waiting.refresh_from_db()
    other.refresh_from_db()
    assert waiting.next_try_at <= timezone.now() < other.next_try_at
    state = ConnectorState.objects.get()
    assert (state.is_off, state.failures) == (False, 0)


def test_the_second_of_two_colleagues_changes_nothing(admin):
    for _ in range(2):
        answer = admin.post(ONE, {"action": "off", "reason": "Sự cố"}, follow=True)
    assert "Một đồng nghiệp đã làm việc này trước bạn." in words(answer)
    assert Switching.objects.count() == Event.objects.count() == 1


def test_a_rest_is_ended_by_hand(admin):
    until = timezone.now() + timedelta(minutes=9)
    ConnectorState.objects.create(name=NAME, failures=5, resting_until=until)
    waiting = message(next_try_at=until)
    admin.post(ONE, {"action": "try"})
    waiting.refresh_from_db()
    assert ConnectorState.objects.get().resting_until <= timezone.now()
    assert waiting.next_try_at <= timezone.now()
    assert Event.objects.get().kind == "connector.tried"


def test_one_is_sent_again_or_all_are(admin):
    first, second, other = (message(State.FAILED, name=name) for name in (NAME, NAME, OTHER))

    admin.post(ONE, {"action": f"resend-{first.pk}"})
    admin.post(ONE, {"action": f"resend-{other.pk}"})
    states = dict(OutboxMessage.objects.values_list("pk", "state"))
    assert states == {first.pk: "PENDING", second.pk: "FAILED", other.pk: "FAILED"}

    assert "1 tin đang được gửi lại." in words(
        admin.post(ONE, {"action": "resend_all"}, follow=True)
    )
    second.refresh_from_db()
    other.refresh_from_db()
    assert (second.state, second.attempts, other.state) == ("PENDING", 0, "FAILED")


def test_all_means_a_thousand_at_a_time(admin):
    now = timezone.now()
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            handler="x",
            connector=NAME,
            recipient=str(n),
            channel="api",
            state=State.FAILED,
            ended_at=now,
        )
        for n in range(1001)
    )
    by = Actor.official(admin.user)
    assert [resend_all(name=NAME, by=by) for _ in range(3)] == [1000, 1, 0]
    counts = list(Event.objects.order_by("pk").values_list("payload__messages", flat=True))
    assert counts == [1000, 1]


@pytest.mark.parametrize(
    "action", ["", "resend-", "resend-x", "resend-²", "resend-99999999999999999999", "x"]
)
def test_a_made_up_button_does_nothing(admin, action):
    assert admin.post(ONE, {"action": action}).status_code == 302
    assert not Event.objects.exists()


def test_exchanges_are_cut_by_key_and_narrowed(admin):
    exchange(60)
    exchange(2, error=Trouble.FAULT, status=503, about="dossier:12")
    exchange(1, direction="IN", operation="IPN")
    exchange(1, connector=OTHER)

    def rows(query=""):
        shown = admin.get(ONE + query)
        return shown, len(shown.tree.findall(".//section[@aria-labelledby='exchanges']//tbody/tr"))

    shown, number = rows()
    assert number == desk.PAGE
    older = shown.tree.find(".//a[@rel='next']").get("href")
    assert rows(older)[1] == 63 - desk.PAGE
    assert rows("?result=failed")[1] == 2
    assert rows("?direction=IN")[1] == 1
    assert rows("?about=dossier:12")[1] == 2
    for nonsense in (
        "?before=x",
        "?before=²",
        "?direction=UP",
        "?before=" + "9" * 40,
    ):
        assert admin.get(ONE + nonsense).status_code == 200


def test_the_page_of_one_asks_little(admin):
    exchange(60)
    for _ in range(30):
        message(State.FAILED)
    admin.get_counted(ONE)


def grown() -> None:
    """Tables of some size with statistics of their own, whatever other tests have left behind.

    Without them the planner guesses from the pages that earlier tests have filled.
    """
    now, others = timezone.now(), [f"other-{n}" for n in range(20)]
    Exchange.objects.bulk_create(
        Exchange(connector=name, direction="OUT", operation="GuiHoSo", status=200, at=now)
        for name in others * 100
    )
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            connector=name,
            state=State.SENT,
            handler="test.any",
            recipient="partner",
            channel="api",
            ended_at=now,
        )
        for name in others * 100
    )
    exchange(20)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE integrations_exchange, integrations_outboxmessage")


@pytest.mark.parametrize("query", ["", "?result=failed", "?direction=IN", "?about=dossier:12"])
def test_millions_of_rows_are_never_read_through(admin, query):
    """Each question about a growing table has an index that fits it: so the planner finds where the
    rows of one partner are few among those of others, as its statistics tell it.
    """
    grown()
    with CaptureQueriesContext(connection) as queries:
        admin.get(LIST)
        admin.get(ONE + query)
    asked = [
        each["sql"]
        for each in queries.captured_queries
        if "integrations_outboxmessage" in each["sql"] or "integrations_exchange" in each["sql"]
    ]
    assert len(asked) >= 5
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for sql in asked:
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "Seq Scan" not in plan and "pkey" not in plan, f"{sql}\n{plan}"


def test_an_unknown_partner_is_not_there(admin):
    assert admin.get(f"{LIST}khong-co/").status_code == 404


def test_the_public_page_tells_what_is_disturbed(page, settings):
    settings.CONNECTORS[OTHER] = {"url": "https://other.example"}
    fine = words(page.get_counted("/tinh-trang/"))
    assert "Mọi dịch vụ đều hoạt động" in fine and fine.count("hoạt động") >= 3

    ConnectorState.objects.create(name=NAME, is_off=True)
    told = words(page.get("/tinh-trang/"))
    assert "Đối tác thử: đang gián đoạn" in told and "Bạn vẫn nộp được." in told
    assert "partner.example" not in told


def test_what_is_not_connected_here_is_not_offered(page, settings):
    settings.CONNECTORS = {}
    assert "Đối tác thử" not in words(page.get("/tinh-trang/"))


def test_switching_needs_somebody(admin):
    with pytest.raises(IntegrityError):
        switch(name=NAME, on=False, reason="x", by=SYSTEM)
