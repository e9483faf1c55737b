"""The catalogue editor's desk: drafts are written, a second person publishes."""

import pytest
from django.test import Client

from portal.agencies.roles import Role
from procedures.models import EFormVersion, Procedure, Revision
from procedures.selectors import published
from procedures.workflow import State
from tests.agencies.test_admin import form_of
from tests.factories.accounts import come_in, official

pytestmark = pytest.mark.usefixtures("demo_catalogue")


@pytest.fixture
def editor_page(province):
    return come_in(Client(), official(province, Role.EDITOR, name="Trần Văn Đậu"))


@pytest.fixture
def approver_page(province):
    return come_in(Client(), official(province, Role.APPROVER, name="Bùi Quốc Anh"))


def _wrong(answer) -> list:
    """Everything that the forms of an admin page complain of."""
    rows = [inline.formset for inline in answer.context["inline_admin_formsets"]]
    found = [answer.context["adminform"].form.errors]
    return found + [each.errors + [each.non_form_errors()] for each in rows]


def address(thing) -> str:
    meta = thing._meta
    return f"/quan-tri/{meta.app_label}/{meta.model_name}/{thing.pk}/change/"


def test_a_revision_goes_from_one_hand_to_the_other(editor_page, approver_page):
    procedure = Procedure.objects.get(code="1.001193")
    values = form_of(editor_page.get(address(procedure)))
    response = editor_page.post(address(procedure), values | {"action": "start"})
    draft = Revision.objects.get(state=State.DRAFT)
    assert response.url == address(draft)

    values = form_of(editor_page.get(address(draft)))
    assert "\n" in values["steps"]
    values |= {"summary": "Tóm tắt mới", "steps": "Nộp hồ sơ, giấy tờ\n\nNhận kết quả"}
    saved = editor_page.post(address(draft), values | {"_continue": "1"})
    assert saved.status_code == 302, _wrong(saved)
    draft.refresh_from_db()
    assert draft.steps == ["Nộp hồ sơ, giấy tờ", "Nhận kết quả"]
    assert draft.papers.count() == 8

    own = editor_page.post(address(draft), {"action": "publish", "version": draft.version})
    assert own.status_code == 302
    stale = approver_page.post(address(draft), {"action": "publish", "version": draft.version - 1})
    assert stale.status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.DRAFT

    approver_page.post(address(draft), {"action": "publish", "version": draft.version})
    assert published("1.001193") == draft

    read_only = approver_page.get(address(draft)).content.decode()
    assert "Công dân Việt Nam" in read_only and "CITIZEN" not in read_only
    approver_page.post(address(draft), {"action": "withdraw", "version": draft.version + 1})
    assert published("1.001193") is None


def test_a_published_revision_is_only_read(editor_page):
    revision = published("1.001193")
    page = editor_page.get(address(revision))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content and b"/withdraw/" in page.content
    refused = editor_page.post(address(revision), {"summary": "khác", "_save": "1"})
    assert refused.status_code == 403
    channel = revision.channels.get(kind="ONLINE")
    assert editor_page.get(address(channel)).status_code == 200
    assert editor_page.post(address(channel), {"note": "khác"}).status_code == 403


@pytest.mark.parametrize("model", ["eform", "eformversion"])
def test_forms_are_built_elsewhere(editor_page, model):
    version = EFormVersion.objects.select_related("form").first()
    thing = version if model == "eformversion" else version.form
    assert editor_page.get(f"/quan-tri/procedures/{model}/").url == "/quan-tri/bieu-mau/"
    built = editor_page.get(address(thing)).url
    assert built.startswith(f"/quan-tri/bieu-mau/{version.form.key}/")
    assert editor_page.get(built).status_code == 200
    assert editor_page.get(f"/quan-tri/procedures/{model}/add/").status_code == 403


def test_others_do_not_see_the_catalogue_desk(province):
    clerk = come_in(Client(), official(province, Role.OFFICER, name="Đỗ Minh Quân"))
    assert clerk.get("/quan-tri/procedures/revision/").status_code in (302, 403, 404)


@pytest.mark.parametrize("model", ["revision", "procedure", "sector", "lifeevent", "channel"])
def test_every_list_opens(editor_page, model):
    assert editor_page.get(f"/quan-tri/procedures/{model}/").status_code == 200
