"""Forms to print on the page of a procedure."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.agencies.roles import Role
from portal.agencies.services.import_places import import_places
from portal.audit.actors import SYSTEM
from portal.documents.errors import PdfUnavailable
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from procedures.errors import WrongState
from procedures.models import BlankPrint
from procedures.printing import FORMATS, blank_sheet, formats
from procedures.services.attach_blank import detach_blank
from procedures.services.print_blanks import print_blanks
from procedures.services.ready import what_is_missing
from procedures.services.start_revision import start_revision
from procedures.views import blanks
from tests.dossiers.forms import BIRTH
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune
from tests.factories.procedures import procedure
from tests.procedures.test_evaluate import FORMS
from tests.procedures.test_printing import squeezed, text_of_odt, text_of_pdf

pytestmark = pytest.mark.django_db
PAGE = "/thu-tuc/1.001193/"
FORM = f"{PAGE}mau/khai-sinh"


@pytest.fixture
def revision():
    return procedure(commune(), form=BIRTH)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_form_is_there_for_everybody_before_and_after_it_was_printed(client, revision):
    html = client.get(PAGE).content.decode()
    assert f"{FORM}.pdf" in html and f"{FORM}.odt" in html
    at_once = client.get(f"{FORM}.pdf")
    assert squeezed("Tờ khai đăng ký khai sinh") in text_of_pdf(body(at_once))
    assert not BlankPrint.objects.exists()

    print_blanks(revision=revision)
    print_blanks(revision=revision)
    made = BlankPrint.objects.get(ending="odt").file
    kept = client.get(f"{FORM}.odt")
    assert squeezed("Anh chị em") in text_of_odt(body(kept))
    assert kept["ETag"] == f'"{made.sha256}"' and "public" in kept["Cache-Control"]
    again = client.get(f"{FORM}.odt", headers={"if-none-match": kept["ETag"]})
    assert again.status_code == 304
    assert "KB" in client.get(PAGE).content.decode()


def test_a_new_layout_is_not_served_from_old_prints(client, revision, monkeypatch):
    print_blanks(revision=revision)
    BlankPrint.objects.update(layout=formats.LAYOUT + 1)
    answer = client.get(f"{FORM}.odt")
    assert "ETag" not in answer
    body(answer)


def test_without_the_libraries_the_open_document_is_offered(client, revision, monkeypatch):
    def missing(sheet):
        raise PdfUnavailable("apt-get install …")

    pdf = formats.Format("pdf", "application/pdf", missing)
    monkeypatch.setitem(blanks.FORMATS, "pdf", pdf)
    answer = client.get(f"{FORM}.pdf")
    assert answer.status_code == 503
    assert f"{FORM}.odt" in answer.content.decode()


def test_a_form_attached_to_a_paper_is_handed_out(client, revision):
    sent = open_document()
    file = store_upload(sent, None, Purpose.FORM_TEMPLATE)
    paper = {"key": "to-khai", "name": "Tờ khai", "blank_form": file}
    fresh = procedure(commune(), code="1.000894", papers=[paper])
    address = f"/thu-tuc/{fresh.procedure.code}/mau/to-khai.odt"
    html = client.get(f"/thu-tuc/{fresh.procedure.code}/").content.decode()
    assert address in html and "ODT" in html
    answer = client.get(address)
    assert body(answer) == sent.open().read()
    assert "filename" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "address", [f"{FORM}.exe", f"{PAGE}mau/khac.pdf", "/thu-tuc/9.999999/mau/khai-sinh.pdf"]
)
def test_other_addresses_are_not_found(client, revision, address):
    assert client.get(address).status_code == 404


def test_a_file_for_something_else_is_never_handed_out(client, revision):
    print_blanks(revision=revision)
    row = BlankPrint.objects.select_related("file").get(ending="pdf")
    row.file.purpose = Purpose.DOSSIER_PAPER
    row.file.save()
    assert client.get(f"{FORM}.pdf").status_code == 404


@pytest.fixture
def draft_revision(revision):
    """A draft whose paper names an official form."""
    made = start_revision(procedure=revision.procedure, by=SYSTEM)
    made.papers.update(form_symbol="Mẫu số 01", name="Tờ khai")
    return made


def open_document(name="Mẫu 01.odt"):
    odt = FORMATS["odt"].render(blank_sheet(FORMS["khai-sinh"]))
    return SimpleUploadedFile(name, odt, "application/vnd.oasis.opendocument.text")


def test_an_editor_attaches_the_form_and_only_then_it_may_be_published(client, draft_revision):
    words = "Tờ khai: đính kèm mẫu Mẫu số 01."
    assert words in what_is_missing(draft_revision)
    come_in(client, official(commune().province, Role.EDITOR))
    desk = f"/quan-tri/mau-don/{draft_revision.pk}/"
    assert "PDF, DOCX, ODT" in client.get(desk).content.decode()
    name = f"paper-{draft_revision.papers.get().pk}"
    sent = {"version": draft_revision.version, "action": "attach"}
    wrong = client.post(desk, sent | {name: SimpleUploadedFile("a.odt", b"MZ" + b"\0" * 99)})
    assert wrong.status_code == 200 and "errorlist" in wrong.content.decode()
    assert client.post(desk, sent | {name: open_document()}).status_code == 302
    draft_revision.refresh_from_db()
    assert draft_revision.papers.get().blank_form.name == "Mẫu 01.odt"
    assert words not in what_is_missing(draft_revision)

    stale = client.post(desk, sent | {name: open_document("khác.odt")})
    assert stale.status_code == 200
    assert draft_revision.papers.get().blank_form.name == "Mẫu 01.odt"
    taken = sent | {
        "version": draft_revision.version,
        "action": f"detach:{draft_revision.papers.get().pk}",
    }
    assert client.post(desk, taken).status_code == 302
    assert words in what_is_missing(draft_revision)


def test_a_form_printed_from_the_electronic_one_need_not_be_attached(draft_revision):
    draft_revision.papers.update(replaced_by_form=True)
    assert not [each for each in what_is_missing(draft_revision) if "đính kèm" in each]
    draft_revision.papers.update(replaced_by_form=False)
    draft_revision.level = 1
    assert not [each for each in what_is_missing(draft_revision) if "đính kèm" in each]


def test_forms_of_a_published_revision_stay(client, revision):
    come_in(client, official(commune().province, Role.EDITOR))
    assert client.get(f"/quan-tri/mau-don/{revision.pk}/").status_code == 404
    with pytest.raises(WrongState):
        detach_blank(paper=revision.papers.get(), by=SYSTEM, expected_version=revision.version)


def test_programs_find_forms_and_places(client, revision):
    import_places()
    print_blanks(revision=revision)
    found = client.get("/api/v1/procedures/1.001193").json()["blank_forms"]
    assert [each["format"] for each in found] == ["PDF", "ODT"]
    assert all(each["size"] and each["paper"] is None for each in found)
    assert body(client.get(found[0]["url"])).startswith(b"%PDF-")
    provinces = client.get("/api/v1/places").json()["results"]
    assert {"code": "01", "name": "Hà Nội"} in provinces and len(provinces) == 34
    communes = client.get("/api/v1/places/01").json()["results"]
    assert {"code": "00070", "name": "Phường Hoàn Kiếm"} in communes
    assert client.get("/api/v1/places/xx").status_code == 404
