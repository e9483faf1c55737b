"""From the procedure's page to the system receipt, page by page, without scripts."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dossiers.models import Dossier, Draft
from dossiers.selectors.drafts import needs_of
from dossiers.workflow import State
from portal.accounts.models import Membership, Organisation
from portal.accounts.rules.limits import LIMITS
from portal.documents.models import StoredFile
from procedures.models import Case, Channel, Offering, Paper, Procedure, Revision
from tests.documents.samples import picture
from tests.dossiers.forms import ANSWERS, BIRTH
from tests.factories.accounts import citizen
from tests.factories.agencies import LONG_AGO, commune
from tests.factories.dossiers import draft, submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def owner():
    return citizen()


@pytest.fixture
def signed_in(page, owner):
    page.force_login(owner)
    return page


@pytest.fixture
def begun(owner, place):
    """A draft of the birth form with nothing typed and no paper."""
    return draft(owner, place, revision=procedure(place, form=BIRTH), with_paper=False)


def url(draft, rest=""):
    return f"/ho-so/nhap/{draft.public_id}/{rest}"


def photograph(name="anh.jpg"):
    return SimpleUploadedFile(name, picture(), "image/jpeg")


def typed(draft):
    draft.refresh_from_db()
    return {key: value for key, value in draft.answers.items() if value not in ("", [], {})}


def save(page, draft, section, action="next", seen=None, **answers):
    data = {"seen": draft.version if seen is None else seen, "action": action, **answers}
    return page.post(url(draft, f"phan/{section}/"), data)


# Beginning


def test_a_stranger_signs_in_first_and_comes_back(page, place):
    procedure(place)
    answer = page.get("/thu-tuc/1.001193/nop/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fthu-tuc%2F1.001193%2Fnop%2F")


def test_beginning_pins_the_draft_and_fills_in_what_is_known(signed_in, owner, place):
    revision = procedure(place, form=BIRTH)
    assert signed_in.get("/thu-tuc/1.001193/nop/").status_code == 200
    answer = signed_in.post(
        "/thu-tuc/1.001193/nop/",
        {"agency": place.committee.pk, "applicant": "self", "action": "start"},
    )
    begun = Draft.objects.get(owner=owner)
    assert (begun.revision, begun.form_version) == (revision, revision.form)
    assert (begun.agency, begun.desk) == (place.committee, place.desk)
    assert begun.answers == {"full_name": "Nguyễn Thị Mận"}
    assert answer["Location"] == url(begun, "phan/child/")


def test_what_was_begun_or_sent_is_shown_before_beginning_again(signed_in, owner, place, begun):
    sent = submitted(owner, place, revision=procedure(place), answers=ANSWERS)
    text = signed_in.get("/thu-tuc/1.001193/nop/").content.decode()
    assert url(begun) in text
    assert sent.get_absolute_url() in text


def test_a_procedure_that_is_not_online_says_where_to_go(signed_in, place):
    procedure(place)
    Procedure.objects.filter(code="1.001193").update(external_url="https://quocgia.example/")
    answer = signed_in.get("/thu-tuc/1.001193/nop/")
    assert "https://quocgia.example/" in answer.content.decode()
    assert str(place.desk) in answer.content.decode()
    assert "Begin" not in answer.content.decode()
    signed_in.post("/thu-tuc/1.001193/nop/", {"agency": place.committee.pk})
    assert not Draft.objects.exists()


def test_an_organisation_is_offered_to_its_representative_only(signed_in, owner, place):
    procedure(place)
    bricks = Organisation.objects.create(name="Công ty TNHH Gạch Bến Mây")
    other = Organisation.objects.create(name="Công ty Của Người Khác")
    Membership.objects.create(
        user=owner, organisation=bricks, role="REPRESENTATIVE", since=LONG_AGO
    )
    data = {"agency": place.committee.pk, "action": "start"}
    signed_in.post("/thu-tuc/1.001193/nop/", {**data, "applicant": f"organisation-{other.pk}"})
    assert not Draft.objects.exists()
    signed_in.post("/thu-tuc/1.001193/nop/", {**data, "applicant": f"organisation-{bricks.pk}"})
    assert Draft.objects.get().organisation == bricks


def test_pressing_begin_twice_begins_once(signed_in, place):
    procedure(place, form=BIRTH)
    data = {"agency": place.committee.pk, "applicant": "self", "action": "start"}
    first, again = (signed_in.post("/thu-tuc/1.001193/nop/", data) for _press in range(2))
    assert first["Location"] == again["Location"]
    save(signed_in, Draft.objects.get(), "declarant", full_name="Đã gõ")
    signed_in.post("/thu-tuc/1.001193/nop/", data)
    assert Draft.objects.count() == 2


def test_an_unknown_procedure_is_not_found(signed_in, place):
    assert signed_in.get("/thu-tuc/9.999999/nop/").status_code == 404


# Filling in


def test_every_page_of_a_draft_is_a_good_page(signed_in, begun):
    for rest in (
        "",
        "phan/declarant/",
        "phan/child/",
        "giay-to/",
        "nhan-ket-qua/",
        "kiem-tra/",
        "xoa/",
    ):
        assert signed_in.get(url(begun, rest)).status_code == 200, rest
    for rest in ("phan/declarant/?sua", "phan/child/?sua"):
        assert signed_in.get(url(begun, rest)).status_code == 200, rest


def test_right_answers_lead_on(signed_in, begun):
    answer = save(signed_in, begun, "declarant", full_name="Lê Văn Ổi", phone="")
    assert answer["Location"] == url(begun, "phan/child/")
    assert typed(begun)["full_name"] == "Lê Văn Ổi"


def test_wrong_answers_are_kept_and_told(signed_in, begun):
    answer = save(signed_in, begun, "declarant", full_name="", phone="09 không nhớ")
    assert answer.status_code == 200
    assert typed(begun)["phone"] == "09 không nhớ"
    assert answer.tree.find(".//input[@name='phone']").get("value") == "09 không nhớ"
    assert answer.tree.find(".//input[@name='phone']").get("aria-invalid") == "true"


def test_a_condition_brings_up_its_question(signed_in, begun):
    page = signed_in.get(url(begun, "phan/child/"))
    assert page.tree.find(".//input[@name='country']") is None
    answer = save(signed_in, begun, "child", "refresh", born_abroad="true")
    page = signed_in.get(answer["Location"])
    assert page.tree.find(".//input[@name='country']") is not None


def test_rows_are_added_and_removed_by_buttons_and_keep_what_is_typed(signed_in, begun):
    save(signed_in, begun, "child", "add:siblings", born_abroad="false")
    typed(begun)
    save(signed_in, begun, "child", "add:siblings", **{"siblings.0.name": "Chị Cả"})
    typed(begun)
    answers = {"siblings.0.name": "Chị Cả", "siblings.1.name": "Anh Hai"}
    save(signed_in, begun, "child", "remove:siblings.0", **answers)
    assert typed(begun)["siblings"] == [{"name": "Anh Hai"}]
    assert typed(begun)["born_abroad"] == "false"


def test_an_unticked_box_is_unticked(signed_in, begun):
    save(signed_in, begun, "child", **{"true": ["", "on"]})
    typed(begun)
    save(signed_in, begun, "child", **{"true": ""})
    assert typed(begun)["true"] is False


def test_later_keeps_and_leaves(signed_in, begun):
    answer = save(signed_in, begun, "declarant", "later", full_name="", phone="123")
    assert answer["Location"] == url(begun)
    assert typed(begun)["phone"] == "123"


@pytest.mark.parametrize("bad", ["a\x00b", "x" * 20_001, b"\xff\xfe".decode("utf-8", "replace")])
def test_what_cannot_be_kept_is_said_and_nothing_else_is_lost(signed_in, begun, bad):
    answer = save(signed_in, begun, "declarant", full_name=bad, phone="0912345678")
    assert answer.status_code == 200
    assert answer.tree.find(".//input[@name='full_name']").get("aria-invalid") == "true"
    assert typed(begun) == {"phone": "0912345678"}


def test_two_windows_show_both_values_and_the_person_chooses(signed_in, begun):
    save(signed_in, begun, "declarant", seen=0, full_name="Trong cửa sổ một", phone="")
    answer = save(
        signed_in, begun, "declarant", seen=0, full_name="Trong cửa sổ hai", phone="0912345678"
    )
    text = answer.content.decode()
    assert "Trong cửa sổ một" in text and "Trong cửa sổ hai" in text
    assert typed(begun) == {"full_name": "Trong cửa sổ một", "phone": "0912345678"}
    seen = answer.tree.find(".//input[@name='seen']").get("value")
    save(signed_in, begun, "declarant", seen=seen, full_name="Trong cửa sổ hai", phone="0912345678")
    assert typed(begun)["full_name"] == "Trong cửa sổ hai"


def test_single_fields_are_saved_with_their_fault(signed_in, begun):
    answer = signed_in.post(url(begun, "luu/"), {"seen": 0, "phone": "12"}).json()
    assert answer["version"] == 1 and answer["errors"].keys() == {"phone"}
    assert typed(begun) == {"phone": "12"}
    answer = signed_in.post(url(begun, "luu/"), {"seen": 1, "phone": "0912345678"}).json()
    assert answer["errors"] == {} and answer["conflicts"] == {}
    answer = signed_in.post(url(begun, "luu/"), {"seen": 1, "phone": "0987654321"}).json()
    assert answer["conflicts"].keys() == {"phone"}
    assert typed(begun)["phone"] == "0912345678"


def test_names_the_form_does_not_know_are_not_kept(signed_in, begun):
    signed_in.post(url(begun, "luu/"), {"seen": 0, "is_staff": "1", "phone": "0912345678"})
    assert typed(begun) == {"phone": "0912345678"}


# Papers


def test_photographs_chosen_together_become_one_pdf(signed_in, begun):
    answer = signed_in.post(
        url(begun, "giay-to/"),
        {"paper-chung-sinh": [photograph("1.jpg"), photograph("2.jpg")], "action": "upload"},
    )
    assert answer["Location"] == url(begun, "giay-to/")
    (row,) = begun.papers.select_related("file")
    assert (row.file.content_type, row.file.pages) == ("application/pdf", 2)
    page = signed_in.get(url(begun, "giay-to/"))
    assert row.file.sha256 in page.content.decode()


def test_photographs_chosen_one_by_one_can_be_joined(signed_in, begun):
    for name in ("1.jpg", "2.jpg"):
        signed_in.post(url(begun, "giay-to/"), {"paper-chung-sinh": [photograph(name)]})
    assert begun.papers.count() == 2
    signed_in.post(url(begun, "giay-to/"), {"action": "join:chung-sinh"})
    assert [row.file.content_type for row in begun.papers.all()] == ["application/pdf"]


def test_a_file_is_taken_away(signed_in, begun):
    signed_in.post(url(begun, "giay-to/"), {"paper-chung-sinh": [photograph()]})
    signed_in.post(url(begun, "giay-to/"), {"action": f"detach:{begun.papers.get().pk}"})
    assert not begun.papers.exists()


def test_a_flood_of_files_is_stopped_before_any_is_kept(signed_in, begun, monkeypatch):
    few = replace(LIMITS["upload_by_person"], tries=2)
    monkeypatch.setitem(LIMITS, "upload_by_person", few)
    three = [photograph(f"{n}.jpg") for n in range(3)]
    answer = signed_in.post(url(begun, "giay-to/"), {"paper-chung-sinh": three})
    assert answer.status_code == 429
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("row", ["9" * 5000, "²", "-1", "", "1 OR 1=1"])
def test_a_file_that_nobody_has_is_not_taken_away(signed_in, begun, row):
    answer = signed_in.post(url(begun, "giay-to/"), {"action": f"detach:{row}"})
    assert answer.status_code == 302


def test_a_draft_that_needs_no_paper_has_no_page_of_papers(signed_in, begun):
    bare = Revision.objects.get(pk=begun.revision_id)
    bare.pk, bare.number, bare.state, bare.published_at = None, 2, "DRAFT", None
    bare.save()
    Draft.objects.filter(pk=begun.pk).update(revision=bare)
    assert signed_in.get(url(begun, "giay-to/"))["Location"] == url(begun)


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 not a picture", b"%PDF-1.7 broken"])
def test_a_file_that_cannot_be_taken_is_refused_beside_its_paper(signed_in, begun, content):
    bad = SimpleUploadedFile("giay.pdf", content, "application/pdf")
    answer = signed_in.post(url(begun, "giay-to/"), {"paper-chung-sinh": [bad], "action": "next"})
    assert answer.status_code == 200
    assert answer.tree.find(".//input[@type='file']").get("aria-invalid") == "true"
    assert not begun.papers.exists()


def test_type_and_size_are_announced(signed_in, begun):
    chooser = signed_in.get(url(begun, "giay-to/")).tree.find(".//input[@type='file']")
    assert "image/jpeg" in chooser.get("accept")
    assert "MB" in signed_in.get(url(begun, "giay-to/")).text_of(".//main")


# Sending


def test_what_is_missing_is_listed_with_links_and_the_draft_stays(signed_in, begun):
    answer = signed_in.post(url(begun, "kiem-tra/"), {"action": "send"})
    links = [link.get("href") for link in answer.tree.findall(".//div[@role='alert']//a")]
    assert url(begun, "phan/child/?sua#id_born_abroad") in links
    assert url(begun, "giay-to/#id_paper-chung-sinh") in links
    assert Draft.objects.filter(pk=begun.pk).exists() and not Dossier.objects.exists()


def ready(owner, place):
    return draft(owner, place, revision=procedure(place, form=BIRTH), answers=ANSWERS)


def test_sending_gives_the_system_receipt_with_the_reply_date(signed_in, owner, place):
    begun = ready(owner, place)
    answer = signed_in.post(url(begun, "kiem-tra/"), {"action": "send"})
    dossier = Dossier.objects.get()
    assert answer["Location"] == f"/ho-so/{dossier.public_id}/da-nhan/"
    text = signed_in.get(answer["Location"]).text_of(".//main")
    assert dossier.submission_number in text
    assert dossier.state == State.SUBMITTED and dossier.answers == ANSWERS
    assert dossier.papers.count() == 1
    assert "Why this date?" in text or "Vì sao" in text


def test_pressing_again_going_back_and_old_pages_lead_to_the_same_receipt(signed_in, owner, place):
    begun = ready(owner, place)
    first = signed_in.post(url(begun, "kiem-tra/"), {"action": "send"})
    again = [
        signed_in.post(url(begun, "kiem-tra/"), {"action": "send"}),
        signed_in.get(url(begun, "kiem-tra/")),
        signed_in.get(url(begun)),
        save(signed_in, begun, "declarant", full_name="Muộn rồi"),
        signed_in.post(url(begun, "giay-to/"), {"action": "next"}),
    ]
    assert {answer["Location"] for answer in again} == {first["Location"]}
    assert Dossier.objects.count() == 1


def test_somebody_elses_draft_and_receipt_are_not_found(page, owner, place):
    begun = ready(owner, place)
    page.force_login(citizen("Trần Văn Đậu"))
    for rest in ("", "phan/declarant/", "giay-to/", "nhan-ket-qua/", "kiem-tra/", "xoa/"):
        assert page.get(url(begun, rest)).status_code == 404, rest
        assert page.post(url(begun, rest), {"action": "send"}).status_code == 404, rest
    assert page.post(url(begun, "luu/"), {"seen": 0, "full_name": "Kẻ lạ"}).status_code == 404
    assert typed(begun) == ANSWERS


def test_errors_name_the_question_and_its_row(signed_in, begun):
    save(signed_in, begun, "child", "add:siblings", born_abroad="false")
    alert = signed_in.get(url(begun, "kiem-tra/")).text_of(".//div[@role='alert']")
    assert "Anh chị em 1, Họ và tên: " in alert and "Giấy chứng sinh: " in alert


# New rules while somebody is typing


def new_rules(begun):
    """Another revision of the procedure, in force, with the paper renamed and the form kept."""
    old = begun.revision
    new = Revision.objects.create(
        procedure=old.procedure,
        number=2,
        name="Đăng ký khai sinh (mới)",
        source=old.source,
        source_date=old.source_date,
        in_force_from=old.in_force_from,
        level=4,
        completeness="FULL",
        form=old.form,
    )
    Channel.objects.create(revision=new, kind="ONLINE", limit_kind="NONE")
    Paper.objects.create(revision=new, key="chung-sinh", name="Giấy chứng sinh điện tử")
    new.state, new.published_at = "PUBLISHED", timezone.now()
    new.save()
    Procedure.objects.filter(pk=old.procedure_id).update(current=new)
    return new


def test_a_draft_under_old_rules_is_moved_before_it_is_sent(signed_in, owner, place):
    begun = ready(owner, place)
    new = new_rules(begun)
    signed_in.post(url(begun, "kiem-tra/"), {"action": "send"})
    assert not Dossier.objects.exists()
    assert signed_in.get(url(begun)).tree.find(".//button[@value='move']") is not None
    signed_in.post(url(begun), {"action": "move"})
    begun.refresh_from_db()
    assert (begun.revision, begun.papers.get().paper.name) == (new, "Giấy chứng sinh điện tử")
    assert typed(begun) == ANSWERS
    signed_in.post(url(begun, "kiem-tra/"), {"action": "send"})
    assert Dossier.objects.get().revision == new


def test_a_draft_is_thrown_away_only_on_purpose(signed_in, begun):
    signed_in.get(url(begun, "xoa/"))
    assert Draft.objects.filter(pk=begun.pk).exists()
    signed_in.post(url(begun, "xoa/"), {"action": "discard"})
    assert not Draft.objects.filter(pk=begun.pk).exists()


def test_a_case_is_asked_for_offered_from_the_procedures_page_and_pinned(signed_in, place):
    procedure(place)
    revision = two_cases(place)
    page = signed_in.get("/thu-tuc/2.000635/nop/", {"case": "dong-dan"})
    chosen = [field.get("value") for field in page.tree.iter("input") if "checked" in field.attrib]
    assert chosen == ["dong-dan"]
    data = {"agency": place.committee.pk, "applicant": "self", "action": "start"}
    answer = signed_in.post("/thu-tuc/2.000635/nop/", data)
    assert answer.tree.find(".//div[@role='alert']") is not None and not Draft.objects.exists()
    signed_in.post("/thu-tuc/2.000635/nop/", {**data, "case": "dong-dan"})
    begun = Draft.objects.get()
    assert (begun.case.key, begun.channel.limit) == ("dong-dan", 5)
    assert [need.paper.key for need in needs_of(begun)] == ["chung", "rieng"]
    assert begun.revision == revision


def two_cases(place):
    """A procedure with two situations, each with its own limit and paper, one paper common."""
    made = Procedure.objects.create(code="2.000635", sector=Procedure.objects.get().sector)
    revision = Revision.objects.create(
        procedure=made,
        number=1,
        name="Cấp bản sao",
        source="Cổng quốc gia",
        source_date=LONG_AGO,
        in_force_from=LONG_AGO,
        level=4,
        completeness="FULL",
    )
    Paper.objects.create(revision=revision, key="chung", name="Giấy chung", order=1)
    for order, (key, limit) in enumerate([("don-gian", 1), ("dong-dan", 5)]):
        case = Case.objects.create(revision=revision, key=key, name=key, order=order)
        Channel.objects.create(
            revision=revision,
            case=case,
            kind="ONLINE",
            limit_kind="LIMITED",
            limit=limit,
            unit="working_day",
        )
    Paper.objects.create(revision=revision, case=case, key="rieng", name="Giấy riêng", order=2)
    revision.state, revision.published_at = "PUBLISHED", timezone.now()
    revision.save()
    Procedure.objects.filter(pk=made.pk).update(current=revision)
    Offering.objects.create(
        procedure=made,
        agency=place.committee,
        desk=place.desk,
        channels=["ONLINE"],
        since=LONG_AGO,
    )
    return revision
