"""Administrators change calendars and posts in the back office."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from portal.agencies.admin.hours import DAYS
from portal.agencies.models import Calendar, CalendarVersion, Post, Tenure
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of
from portal.agencies.services import revise_calendar
from portal.audit.actors import SYSTEM
from portal.audit.models import Event
from tests.factories.accounts import come_in, official
from tests.factories.agencies import agency, commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    """The forms here are Django's own, so its own client reads them."""
    place = commune()
    return come_in(Client(), official(place.province, Role.ADMIN))


def form_of(response):
    """The values of the form on an admin page, as a browser would send them."""
    form = response.context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    for formset in (inline.formset for inline in response.context["inline_admin_formsets"]):
        for part in (formset.management_form, *formset.forms):
            values |= {part.add_prefix(name): part[name].value() for name in part.fields}
    return {
        name: value if not isinstance(value, date) else value.isoformat()
        for name, value in values.items()
        if value is not None
    }


def test_a_calendar_is_revised_edited_and_published(administrator):
    page, calendar = administrator, Calendar.objects.get()
    address = f"/quan-tri/agencies/calendar/{calendar.pk}/change/"
    values = form_of(page.get(address))
    response = page.post(address, values | {"action": "revise"})
    draft = calendar.versions.get(state="DRAFT")
    draft_address = f"/quan-tri/agencies/calendarversion/{draft.pk}/change/"
    assert response.url == draft_address

    values = form_of(page.get(draft_address))
    assert values["monday"] == "07:30-11:30, 13:30-17:30"
    new = {
        "saturday": "08:00 - 11:00",
        "days-1-date": "2026-12-02",
        "days-1-kind": "OFF",
        "days-1-name": "Bão số 12",
        "action": "publish",
    }
    response = page.post(draft_address, values | new)
    assert response.status_code == 302, response.context["errors"]
    draft.refresh_from_db()
    assert draft.is_published
    value = calendar_of(commune().division, timezone.localdate())
    assert value.version == "test-2"
    assert [f"{opens:%H:%M}" for opens, _closes in value.weekly[5]] == ["08:00"]
    assert value.off[date(2026, 12, 2)].name == "Bão số 12"
    event = Event.objects.get(kind="calendar.published", subject_id=str(draft.pk))
    assert event.actor_role == Role.ADMIN
    assert event.actor_agency_id == commune().province.pk


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"monday": "17:30-07:30"}, "Giờ kết thúc phải sau giờ bắt đầu"),
        ({"monday": "sáng"}, "Giờ làm việc viết theo cặp"),
        (dict.fromkeys(DAYS, ""), "Một tuần cần ít nhất một ngày làm việc"),
    ],
)
def test_hours_that_cannot_be_are_told(administrator, change, words):
    draft = revise_calendar(calendar=Calendar.objects.get(), by=SYSTEM)
    address = f"/quan-tri/agencies/calendarversion/{draft.pk}/change/"
    response = administrator.post(address, form_of(administrator.get(address)) | change)
    assert response.status_code == 200
    assert words in response.content.decode()
    draft.refresh_from_db()
    assert draft.weekly[0] == [["07:30", "11:30"], ["13:30", "17:30"]]


def test_a_published_version_can_only_be_read(administrator):
    version = CalendarVersion.objects.get()
    address = f"/quan-tri/agencies/calendarversion/{version.pk}/change/"
    response = administrator.get(address)
    assert response.status_code == 200
    assert b'value="publish"' not in response.content
    assert administrator.post(address, {"action": "publish"}).status_code == 403


def test_who_takes_a_post_is_recorded(administrator):
    place = commune()
    holder = official(place.desk, Role.DESK, name="Lê Văn Sáng")
    post = Post.objects.create(agency=place.committee, title="Phó Chủ tịch", roles=["LEADER"])
    address = f"/quan-tri/agencies/post/{post.pk}/change/"
    values = form_of(administrator.get(address))
    new = {"tenures-TOTAL_FORMS": 1, "tenures-0-user": holder.pk, "tenures-0-since": "2026-11-01"}
    response = administrator.post(address, values | new)
    assert response.status_code == 302, response.context["errors"]
    tenure = Tenure.objects.get(post=post)
    assert (tenure.user, tenure.since, tenure.until) == (holder, date(2026, 11, 1), None)

    values = form_of(administrator.get(address))
    administrator.post(address, values | {"tenures-0-until": "2026-11-30"})
    tenure.refresh_from_db()
    assert tenure.until == date(2026, 11, 30)
    kinds = Event.objects.filter(subject_id=str(tenure.pk), kind__startswith="post.")
    assert list(kinds.order_by("id").values_list("kind", flat=True)) == ["post.taken", "post.left"]


def test_pages_of_agencies_open(administrator):
    place = commune()
    agency("Công an phường Bến Mây", "POLICE", "H99.22.04", place.committee)
    for path in ("agency", f"agency/{place.desk.pk}/change", "agency/add", "post", "calendar"):
        assert administrator.get(f"/quan-tri/agencies/{path}/").status_code == 200
    assert administrator.get("/quan-tri/agencies/agency/?q=H99.22.01").status_code == 200
    assert (
        administrator.get(f"/quan-tri/agencies/agency/{place.desk.pk}/delete/").status_code == 403
    )


def test_edits_are_shown_and_those_of_nothing_lead_back(administrator):
    place = commune()
    address = "/quan-tri/agencies/agency/{}/history/"
    assert administrator.get(address.format(place.desk.pk)).status_code == 200
    assert administrator.get(address.format("khong-co")).status_code == 302
