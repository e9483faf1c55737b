"""Pages of several agencies at one dossier: asking, the lists, the answer, what the owner sees."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from dossiers.models import Task
from dossiers.models.task import TaskState
from portal.agencies.roles import Role
from tests.client import PageClient
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import agency, commune
from tests.factories.dossiers import accepted

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def building(place):
    return agency("Sở Xây dựng", "DEPARTMENT", "H99.04", place.province, level="PROVINCE")


@pytest.fixture
def officer(place):
    return official(place.division, Role.OFFICER, name="Đỗ Minh Quân")


@pytest.fixture
def head(building):
    return official(building, Role.LEADER, name="Trần Văn Khang")


@pytest.fixture
def owner():
    return citizen()


@pytest.fixture
def dossier(place, owner):
    return accepted(owner, place, official(place.desk, Role.DESK))


@pytest.fixture
def page():
    return PageClient()


def plan(dossier, **rows):
    empty = {"kind": "OPINION", "limit": 1, "limit_unit": "working_day", "stage": 1}
    data = {"version": dossier.version, "action": "coordinate"}
    for number in range(1, 5):
        row = {**empty, "hand_over": "SYSTEM", "agency": "", "content": ""}
        row |= rows.get(f"r{number}", {})
        data |= {f"r{number}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def task(officer, dossier, building):
    """What the officer has asked of the other agency, on the page."""
    row = {"agency": building.pk, "content": "Đề nghị cho ý kiến về quy hoạch."}
    address = reverse("coordination:ask", args=[dossier.public_id])
    come_in(PageClient(), officer).post(address, plan(dossier, r1=row))
    dossier.refresh_from_db()
    return Task.objects.get()


def test_from_the_plan_to_the_answer(page, officer, head, dossier, task, owner):
    seen = come_in(page, head).get(reverse("coordination:asked"))
    assert dossier.code in seen.content.decode()
    shown = page.get(task.desk_url).content.decode()
    assert "Đề nghị cho ý kiến về quy hoạch." in shown and dossier.applicant_name in shown
    page.post(task.desk_url, {"action": "send", "outcome": "AGREE", "answer": "Phù hợp."})

    task.refresh_from_db()
    assert (task.state, task.answered_by) == (TaskState.ANSWERED, head)
    assert "Phù hợp." in come_in(page, officer).get(dossier.desk_url).content.decode()
    told = come_in(page, owner).get(dossier.get_absolute_url()).content.decode()
    assert "Sở Xây dựng" in told and "Phù hợp." not in told


def test_a_row_without_content_comes_back_with_what_was_typed(page, officer, dossier, building):
    come_in(page, officer)
    given = plan(dossier, r1={"agency": building.pk}, r2={"content": "Thiếu cơ quan."})

    response = page.post(reverse("coordination:ask", args=[dossier.public_id]), given)

    words = response.content.decode()
    assert response.status_code == 422
    assert "Thiếu cơ quan." in words and "Hãy ghi nội dung đề nghị cơ quan này." in words
    assert not Task.objects.exists()


def test_a_plan_beyond_the_date_says_so_on_the_page(page, officer, dossier, building):
    come_in(page, officer)
    row = {"agency": building.pk, "content": "Ý kiến.", "limit": 200}

    response = page.post(
        reverse("coordination:ask", args=[dossier.public_id]), plan(dossier, r1=row)
    )

    assert response.status_code == 422
    assert "sau hạn của hồ sơ" in response.content.decode()


def test_calling_off_asks_why(page, officer, dossier, task):
    come_in(page, officer)
    address = reverse("coordination:call_off", args=[dossier.public_id, task.pk])

    refused = page.post(address, {"version": dossier.version, "reason": " "})
    page.post(address, {"version": dossier.version, "reason": "Đã đủ căn cứ."})

    assert refused.status_code == 422
    task.refresh_from_db()
    assert (task.state, task.called_off_because) == (TaskState.CANCELLED, "Đã đủ căn cứ.")


@pytest.mark.parametrize("who", ["stranger", "owner"])
def test_what_is_not_theirs_is_not_there(page, who, dossier, task, owner, place):
    stranger = official(place.other_division, Role.OFFICER)
    come_in(page, {"stranger": stranger, "owner": owner}[who])

    ask_page = reverse("coordination:ask", args=[dossier.public_id])
    off = reverse("coordination:call_off", args=[dossier.public_id, task.pk])
    for address in (task.desk_url, ask_page, off):
        assert page.get(address).status_code == 404


def test_the_lists_are_cut_by_key(page, head, task, monkeypatch):
    monkeypatch.setattr("dossiers.admin.coordination.PAGE", 1)
    later = Task.objects.get(pk=task.pk)
    later.pk, later._state.adding, later.public_id = None, True, uuid4()
    later.due_at += timedelta(days=1)
    later.save()

    first = come_in(page, head).get(reverse("coordination:asked"))
    following = page.get(reverse("coordination:asked") + first.context["next_url"])

    assert [row.pk for row in first.context["tasks"]] == [task.pk]
    assert [row.pk for row in following.context["tasks"]] == [later.pk]
    assert not following.context["next_url"]


@pytest.mark.parametrize("cursor", ["x", "~", "2026-11-22~1", "2026-11-22T10:00+07:00~" + "9" * 30])
def test_a_broken_key_is_a_clear_refusal(page, head, cursor):
    come_in(page, head)

    response = page.get(reverse("coordination:asked"), {"sau": cursor})

    assert response.status_code == 400
