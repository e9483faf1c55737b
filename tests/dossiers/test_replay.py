"""A draft tried on past dossiers finds who would be worse off, and touches nobody."""

import csv
import io
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Replay
from dossiers.selectors.clock import Clock
from dossiers.selectors.replay import Kind, as_json, from_json, try_out
from dossiers.selectors.replay_results import by_kind, most_often
from dossiers.selectors.replay_rules import Filed, Rules
from dossiers.services.replay import go_on, start_replay
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from portal.kernel.calendar import WorkingCalendar, office_week
from portal.kernel.clock import Interval
from procedures.eforms import Definition
from procedures.models import Case, Fee, Paper
from procedures.registry import tools_for
from procedures.selectors import Charge, Terms
from procedures.services.start_revision import start_revision
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import submitted
from tests.factories.procedures import form_version, procedure

TUESDAY = datetime(2026, 11, 3, 9, 0, tzinfo=VIETNAM)
OFFICE = WorkingCalendar(
    "test", office_week((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
)


def text(key: str, label: str = "", **more) -> dict:
    return {"key": key, "kind": "text", "label": {"vi": label or key}, **more}


def form(*fields: dict) -> dict:
    sections = [{"key": "all", "title": {"vi": "Tất cả"}, "fields": list(fields)}]
    return {"title": {"vi": "Tờ khai"}, "sections": sections}


NAME = text("full_name", "Họ và tên", required=True)
KIND = {
    "key": "way",
    "kind": "choice",
    "label": {"vi": "Cách nhận"},
    "options": [{"key": key, "label": {"vi": key}} for key in ("desk", "post")],
}
CHILDREN = {
    "key": "children",
    "kind": "group",
    "label": {"vi": "Con"},
    "fields": [text("name", "Tên"), text("school", "Trường")],
}
FIELDS = (NAME, KIND, CHILDREN)


def definition(*fields: dict) -> Definition:
    return Definition.from_json(form(*fields))


def terms(limit: int = 3, amount: int = 50_000, kind: str = "FIXED", **more) -> Terms:
    charge = Charge(
        *("le-phi", "Lệ phí", kind, "FEE", ""),
        amount=Decimal(amount) if kind == "FIXED" else None,
        **{"currency": "VND", "per": "", "valid_from": None, "valid_to": None},
        **{"exemption": "", "note": "", "legal_basis": ""},
    )
    asked = {"limit_kind": "LIMITED", "limit": limit, "unit": "working_day"} | more
    return Terms(channel=None, cutoff=None, at_most=None, stated_as="", charges=(charge,), **asked)


BEFORE = Rules(
    definition=definition(*FIELDS),
    cases=(),
    papers={"": (Paper(key="chung-sinh", name="Giấy chứng sinh"),)},
    terms={("", "ONLINE"): terms()},
    clock=Clock(),
    agencies=("UBND cấp xã",),
)
FILED = Filed(
    answers={
        "full_name": "Nguyễn Thị Mận",
        "way": "post",
        "children": [{"name": "An", "school": "Bến Mây"}, {"name": "Bình"}],
    },
    case="",
    channel="ONLINE",
    papers=frozenset({"chung-sinh"}),
    day=TUESDAY.date(),
    since=TUESDAY,
    waits=(),
    calendar=OFFICE,
)
AGE = text("age", "Tuổi", required=True)
TWO = (Case(key="mot", name="Một"), Case(key="hai", name="Hai"))
BY_ANSWER = (
    Case(key="mot", name="Một"),
    Case(key="hai", name="Hai", rule={"field": "way", "is": "post"}),
)
IN_CASES = {
    "papers": {"mot": (), "hai": ()},
    "terms": {("mot", "ONLINE"): terms(), ("hai", "ONLINE"): terms(limit=9)},
}

TABLE = [
    ("a copy changes nothing", {}, []),
    (
        "a question is added that must be answered",
        {"definition": definition(*FIELDS, AGE)},
        [("INCOMPLETE", "field:age", "Tuổi", 0)],
    ),
    ("a question that may stay empty", {"definition": definition(*FIELDS, text("age"))}, []),
    (
        "a question in each row is missing in one of them",
        {
            "definition": definition(
                NAME, KIND, CHILDREN | {"fields": [text("name"), text("school", required=True)]}
            )
        },
        [("INCOMPLETE", "field:children.*.school", "Con: school", 0)],
    ),
    (
        "an option is gone",
        {"definition": definition(NAME, KIND | {"options": KIND["options"][:1]}, CHILDREN)},
        [("UNREADABLE", "field:way", "Cách nhận", 0)],
    ),
    (
        "an answer has become too long",
        {"definition": definition(NAME | {"max": 5}, KIND, CHILDREN)},
        [("UNREADABLE", "field:full_name", "Họ và tên", 0)],
    ),
    (
        "a key was changed",
        {"definition": definition(NAME, KIND | {"key": "return_way"}, CHILDREN)},
        [("NOT_ASKED", "field:way", "Cách nhận", 0)],
    ),
    (
        "a column is gone",
        {"definition": definition(NAME, KIND, CHILDREN | {"fields": [text("name", "Tên")]})},
        [("NOT_ASKED", "field:children.*.school", "Con: Trường", 0)],
    ),
    (
        "a paper is added",
        {"papers": {"": (*BEFORE.papers[""], Paper(key="ho-khau", name="Sổ hộ khẩu"))}},
        [("INCOMPLETE", "paper:ho-khau", "Sổ hộ khẩu", 0)],
    ),
    (
        "the time is longer",
        {"terms": {("", "ONLINE"): terms(limit=5)}},
        [("LATER", "limit", "Ngày hẹn trả kết quả muộn hơn", 4)],
    ),
    ("the time is shorter", {"terms": {("", "ONLINE"): terms(limit=1)}}, []),
    (
        "there is no limit any more",
        {"terms": {("", "ONLINE"): terms(limit_kind="NONE", limit=None, unit="")}},
        [("LATER", "limit", "Không còn thời hạn", 0)],
    ),
    (
        "it costs more",
        {"terms": {("", "ONLINE"): terms(amount=80_000)}},
        [("DEARER", "cost", "Chi phí cao hơn", 30_000)],
    ),
    ("it costs less", {"terms": {("", "ONLINE"): terms(kind="FREE")}}, []),
    ("nobody knows what it costs", {"terms": {("", "ONLINE"): terms(kind="NOT_STATED")}}, []),
    (
        "the channel is gone",
        {"terms": {("", "COUNTER"): terms()}},
        [("ELSEWHERE", "channel:ONLINE", "Không nộp được theo cách này nữa", 0)],
    ),
    (
        "another agency joins and one leaves",
        {"agencies": ("UBND cấp tỉnh",)},
        [
            ("ELSEWHERE", "added:UBND cấp tỉnh", "Có thêm UBND cấp tỉnh giải quyết", 0),
            ("ELSEWHERE", "gone:UBND cấp xã", "UBND cấp xã không còn giải quyết", 0),
        ],
    ),
    (
        "situations are told apart, the first is taken",
        {"cases": TWO, **IN_CASES},
        [("ELSEWHERE", "case::mot", "“Một” thay cho “–”", 0)],
    ),
    (
        "the answers choose the situation, and its time holds",
        {"cases": BY_ANSWER, **IN_CASES},
        [
            ("ELSEWHERE", "case::hai", "“Hai” thay cho “–”", 0),
            ("LATER", "limit", "Ngày hẹn trả kết quả muộn hơn", 10),
        ],
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE]
)
def test_what_a_change_means_for_a_dossier(change, expected):
    found = try_out(FILED, BEFORE, replace(BEFORE, **change))
    assert [(each.kind, each.key, each.label, each.amount) for each in found] == expected
    assert from_json(as_json(found)) == found


def test_what_was_wrong_before_is_not_held_against_the_draft():
    lacking = replace(FILED, answers={"way": "sea"}, papers=frozenset())
    assert try_out(lacking, BEFORE, BEFORE) == []
    stricter = replace(BEFORE, definition=definition(*FIELDS, AGE))
    assert [each.key for each in try_out(lacking, BEFORE, stricter)] == ["field:age"]


def test_waiting_for_the_applicant_moves_both_dates():
    asked = datetime(2026, 11, 4, 9, 0, tzinfo=VIETNAM)
    waited = replace(FILED, waits=(Interval(asked, asked.replace(day=10)),))
    longer = replace(BEFORE, terms={("", "ONLINE"): terms(limit=4)})
    assert [each.amount for each in try_out(waited, BEFORE, longer)] == [3]


# With real dossiers


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def editor(place):
    return official(place.province, Role.EDITOR, name="Trần Văn Đậu")


def actor(user) -> Actor:
    return Actor("OFFICIAL", user.pk, None, Role.EDITOR)


def filed(place, number: int) -> list:
    revision = procedure(place, form=form(*FIELDS))
    answers = FILED.answers
    return [submitted(citizen(), place, revision=revision, answers=answers) for _n in range(number)]


def draft_of(place, user, *fields: dict):
    """A draft with another form, one more paper and a fee."""
    published = procedure(place)
    changes = {"form": form_version(form(*fields))} if fields else {}
    draft = start_revision(procedure=published.procedure, by=actor(user), **changes)
    if fields:
        Paper.objects.create(revision=draft, key="ho-khau", name="Sổ hộ khẩu")
        channel = draft.channels.get(kind="ONLINE")
        Fee.objects.create(channel=channel, key="phi-moi", name="Phí", kind="FIXED", amount=20_000)
    return draft


def begin(draft, user, number: int = 100) -> Replay:
    return start_replay(revision=draft, by=user, actor=actor(user), number=number)


def dump() -> dict[str, list]:
    """Everything that is stored of dossiers, but for trials."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("dossiers_", "documents_", "messaging_", "reports_"))
        and name != "dossiers_replay"
    ]
    rows = {}
    with connection.cursor() as cursor:
        for name in tables:
            cursor.execute(f"SELECT md5(t::text) FROM {name} t ORDER BY 1")
            rows[name] = cursor.fetchall()
    return rows


@pytest.mark.django_db
def test_an_unchanged_draft_finds_nothing_and_no_dossier_is_touched(place, editor):
    filed(place, 3)
    before = dump()
    with CaptureQueriesContext(connection) as queries:
        replay = begin(draft_of(place, editor), editor)
    assert [found for _pk, found in replay.results] == [[], [], []]
    assert (replay.done, replay.ended_at is not None) == (3, True)
    assert dump() == before and before["dossiers_dossier"]
    written = {
        sql.split('"')[1]
        for sql in (query["sql"] for query in queries)
        if sql.startswith(("INSERT", "UPDATE", "DELETE"))
    }
    assert not {
        name for name in written if name.startswith("dossiers_") and name != "dossiers_replay"
    }


@pytest.mark.django_db
def test_a_stricter_draft_says_whom_it_would_hit_and_how_often(place, editor):
    filed(place, 3)
    replay = begin(draft_of(place, editor, *FIELDS, AGE), editor)
    counts = by_kind(replay)
    assert (counts[Kind.INCOMPLETE], counts[Kind.DEARER], counts[Kind.LATER]) == (3, 3, 0)
    often = {each.finding.key: each.dossiers for each in most_often(replay, 10)}
    assert often == {"field:age": 3, "paper:ho-khau": 3, "cost": 3}
    assert "Mận" not in str(replay.results)


@pytest.mark.django_db
def test_many_dossiers_are_tried_by_a_worker_step_by_step(place, editor, monkeypatch):
    made = filed(place, 5)
    monkeypatch.setattr("dossiers.services.replay.STEP", 2)
    monkeypatch.setattr("dossiers.services.replay.CHOICES", (4,))
    replay = begin(draft_of(place, editor), editor, 4)
    assert (replay.done, replay.ended_at) == (2, None)
    message = OutboxMessage.objects.get(handler="dossiers.replay")
    assert deliver(message.pk) == "SENT"
    replay.refresh_from_db()
    assert (replay.done, replay.ended_at is not None) == (4, True)
    newest_first = sorted((dossier.pk for dossier in made), reverse=True)
    assert [pk for pk, _found in replay.results] == newest_first[:4]
    event = Event.objects.get(kind="replay.started")
    with pytest.raises(Conflict):
        go_on(replay=replay, done=2, event=event)


@pytest.mark.django_db
def test_a_draft_changed_meanwhile_ends_its_trial(place, editor, monkeypatch):
    filed(place, 3)
    monkeypatch.setattr("dossiers.services.replay.STEP", 2)
    replay = begin(draft_of(place, editor), editor)
    replay.revision.version += 1
    replay.revision.save()
    deliver(OutboxMessage.objects.get(handler="dossiers.replay").pk)
    replay.refresh_from_db()
    assert (replay.broken_off, replay.done) == (True, 2)


@pytest.mark.django_db
def test_only_editors_try_only_drafts(place, editor):
    published = procedure(place)
    with pytest.raises(Invalid):
        begin(published, editor)
    draft = draft_of(place, editor)
    with pytest.raises(Invalid):
        begin(draft, editor, 7)
    with pytest.raises(NotAllowed):
        start_replay(
            revision=draft,
            by=editor,
            actor=Actor("OFFICIAL", editor.pk, None, Role.LEADER),
            number=100,
        )
    for _again in range(7):
        begin(draft, editor)
    assert Replay.objects.count() == 5


@pytest.mark.django_db
def test_the_page_counts_first_and_opens_only_what_the_reader_may_see(page, place, editor):
    mine, other = filed(place, 2)
    type(other).objects.filter(pk=other.pk).update(receiving_agency=commune("H99.23").desk)
    both = official(place.desk, Role.EDITOR, Role.DESK, name="Lê Văn Sẻ")
    draft = draft_of(place, editor, *FIELDS, AGE)
    address = reverse("replay:page", args=[draft.pk])
    come_in(page, both)
    assert "Chưa thử lần nào" in page.get(address).content.decode()

    response = page.post(address, {"number": "100", "action": "start"}, follow=True)

    rows = [response.text_of(f".//section[@id='trial']//tbody/tr[{n}]") for n in (1, 2, 3)]
    assert rows[1].startswith("Thiếu 2")
    links = [each.get("href") for each in response.tree.iterfind(".//th/a[@class='code']")]
    assert links == [mine.desk_url]
    said = response.content.decode()
    assert "Số 1" in said and other.submission_number not in said and "Mận" not in said
    table = page.get(response.request["PATH_INFO"] + "csv/").getvalue().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(table)))
    assert {(line[0], line[1]) for line in lines[1:]} == {("1", ""), ("2", mine.submission_number)}
    assert ["2", mine.submission_number, "Tốn hơn", "Chi phí cao hơn", "20000"] in lines


@pytest.mark.django_db
def test_a_draft_offers_its_trial_to_editors(place, editor):
    draft = draft_of(place, editor)
    address = reverse("replay:page", args=[draft.pk])
    assert address in [tool["url"] for tool in tools_for(draft, {Role.EDITOR})]
    assert address not in [tool["url"] for tool in tools_for(draft, {Role.AUDITOR})]
    assert address not in [tool["url"] for tool in tools_for(procedure(place), {Role.EDITOR})]


@pytest.mark.django_db
def test_the_page_is_for_editors_and_odd_addresses_are_not_found(page, place, editor):
    draft = draft_of(place, editor)
    address = reverse("replay:page", args=[draft.pk])
    come_in(page, official(place.committee, Role.LEADER))
    assert page.get(address).status_code in (403, 404)
    come_in(page, editor)
    assert page.get(reverse("replay:page", args=[10**9])).status_code == 404
    assert page.get(reverse("replay:result", args=[draft.pk, 10**9])).status_code == 404
    assert page.post(address, {"number": "7", "action": "start"}).status_code == 200
    assert page.get(f"{address}?tu=x").status_code == 200
    assert not Replay.objects.exists()
