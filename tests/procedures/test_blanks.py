"""Forms to print on the page of a procedure."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.documents.errors import PdfUnavailable
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from procedures.models import BlankPrint
from procedures.printing import FORMATS, blank_sheet, formats
from procedures.services.print_blanks import print_blanks
from procedures.views import blanks
from tests.dossiers.forms import BIRTH
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
    odt = FORMATS["odt"].render(blank_sheet(FORMS["khai-sinh"]))
    sent = SimpleUploadedFile("Mẫu 01.odt", odt, "application/vnd.oasis.opendocument.text")
    file = store_upload(sent, None, Purpose.FORM_TEMPLATE)
    paper = {"key": "to-khai", "name": "Tờ khai", "blank_form": file}
    fresh = procedure(commune(), code="1.000894", papers=[paper])
    address = f"/thu-tuc/{fresh.procedure.code}/mau/to-khai.odt"
    html = client.get(f"/thu-tuc/{fresh.procedure.code}/").content.decode()
    assert address in html and "ODT" in html
    answer = client.get(address)
    assert body(answer) == odt
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
