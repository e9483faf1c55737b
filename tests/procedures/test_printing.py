"""Forms on paper: nothing left out, both formats say the same, settings accessible."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from portal.documents.qr import qr_png
from procedures.eforms import evaluate
from procedures.eforms.kinds import Kind
from procedures.printing import FORMATS, blank_sheet, filled_sheet
from procedures.printing.sheet import Shape
from tests.procedures.test_evaluate import FORMS, form
from tests.procedures.test_places import Places

TODAY = date(2026, 11, 21)
NS = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"


def text_of_pdf(data: bytes) -> str:
    found = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    )
    return squeezed(found.stdout.decode())


def part_of(data: bytes, name: str = "content.xml") -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def text_of_odt(data: bytes) -> str:
    return squeezed("".join(part_of(data).itertext()))


def squeezed(text: str) -> str:
    """Without spaces, which a line that wraps puts in other places."""
    return re.sub(r"\s", "", text).casefold()


def labels(definition) -> list[str]:
    """Every question, option and title of a form, blocks and rows included."""
    found = [str(definition.title), *(str(section.title) for section in definition.sections)]
    for path, item in definition.walk():
        if item.is_block and "*" in path:
            continue  # in a table its parts are columns
        found.append(str(item.label))
        found += [str(option.label) for option in item.options]
    return found


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_blank_form_asks_for_everything_in_both_formats(name):
    sheet = blank_sheet(FORMS[name], symbol="Mẫu số 07")
    pdf = text_of_pdf(FORMATS["pdf"].render(sheet))
    odt = text_of_odt(FORMATS["odt"].render(sheet))
    for words in ["Mẫu số 07", "Độc lập - Tự do - Hạnh phúc", *labels(FORMS[name])]:
        assert squeezed(words) in pdf, words
        assert squeezed(words) in odt, words


EXTRA = {
    Kind.CHOICE: {"options": [{"key": "a", "label": "Một"}, {"key": "b", "label": "Hai"}]},
    Kind.MANY: {"options": [{"key": "a", "label": "Một"}, {"key": "b", "label": "Hai"}]},
    Kind.GROUP: {"fields": [{"key": "n", "kind": "text", "label": "Cột"}]},
    Kind.TABLE: {"fields": [{"key": "n", "kind": "text", "label": "Cột"}]},
    Kind.CALCULATION: {"formula": {"value": 7}},
}
EVERY_KIND = form(
    *(
        {"key": kind.value, "kind": kind.value, "label": f"Câu {kind.value}"} | EXTRA.get(kind, {})
        for kind in Kind
        if kind not in (Kind.PROVINCE, Kind.COMMUNE)
    )
)


def entry(sheet, kind: Kind):
    (found,) = (each for each in sheet.sections[0].entries if each.label == f"Câu {kind.value}")
    return found


def test_every_kind_has_room_to_be_written_or_ticked():
    sheet = blank_sheet(EVERY_KIND)
    assert len(sheet.sections[0].entries) == len(Kind) - 2
    assert entry(sheet, Kind.IDENTITY_NUMBER).room == 12
    assert entry(sheet, Kind.LONG_TEXT).room > 1
    assert entry(sheet, Kind.MONEY).unit == "đồng"
    assert entry(sheet, Kind.DATE).shape == Shape.DAY
    assert [box.label for box in entry(sheet, Kind.YES_NO).boxes] == ["Có", "Không"]
    assert entry(sheet, Kind.TABLE).rows == (("",), ("",), ("",))
    assert entry(sheet, Kind.STATEMENT).shape == Shape.TICK
    assert [each.label for each in entry(sheet, Kind.ADDRESS).entries][0] == "Tỉnh, thành phố"


ANSWERS = {
    "text": "Ở Ễ Ỹ Ậ ỵ <b>&",
    "long_text": "Dòng một\nDòng hai",
    "money": "1.500.000",
    "date": "24/11/2026",
    "yes_no": "false",
    "choice": "b",
    "many": ["a"],
    "identity_number": "001190000001",
    "phone": "0912",
    "address": {"province": "99", "commune": "Phường Bến Mây", "detail": "Số 1"},
    "group": [{"n": "Hàng đầu"}, {"n": "Hàng sau"}],
    "file": {"id": "0b7f4f9e-3a42-4f9a-9a60-2b54d66c4f5e", "name": "ảnh.jpg", "size": 3},
    "statement": True,
}


def filled(typed=None):
    found = evaluate(EVERY_KIND, ANSWERS, TODAY, places=Places())
    return filled_sheet(EVERY_KIND, found, typed=typed, to="UBND phường Bến Mây", signer="Lò Hoa")


@pytest.mark.parametrize("ending", ["pdf", "odt"])
def test_answers_stand_on_paper_as_people_write_them(ending):
    read = {"pdf": text_of_pdf, "odt": text_of_odt}[ending]
    text = read(FORMATS[ending].render(filled()))
    for words in (
        "Ở Ễ Ỹ Ậ ỵ <b>&",
        "Dòng một",
        "1.500.000 đ",
        "24/11/2026",
        "Số 1, Phường Bến Mây, Tỉnh Minh Hà",
        "Hàng sau",
        "ảnh.jpg",
        "Kính gửi: UBND phường Bến Mây",
        "Lò Hoa",
        "Chưa trả lời",
    ):
        assert squeezed(words) in text, words
    assert "0912" not in text, "an answer that is wrong is not sent"


def test_what_the_counter_scans_lies_in_the_open_document_too():
    sheet = replace(filled(), scan="NOP-ABCD-EFGH-J")
    data = FORMATS["odt"].render(sheet)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        picture = package.read("Pictures/scan.png")
    assert picture == qr_png(sheet.scan) and Image.open(io.BytesIO(picture)).size[0] > 200
    links = [each.get("{http://www.w3.org/1999/xlink}href") for each in part_of(data).iter()]
    assert "Pictures/scan.png" in links
    listed = part_of(data, "META-INF/manifest.xml").iter()
    assert any("Pictures/scan.png" in each.attrib.values() for each in listed)
    assert b"scan.png" not in FORMATS["odt"].render(filled())


def test_what_was_typed_and_is_not_right_yet_is_printed_with_room_to_go_on():
    sheet = filled(typed=ANSWERS)
    assert entry(sheet, Kind.PHONE).value == "0912"
    assert entry(sheet, Kind.EMAIL).open and not entry(sheet, Kind.EMAIL).value
    assert [box.ticked for box in entry(sheet, Kind.YES_NO).boxes] == [False, True]
    assert [box.ticked for box in entry(sheet, Kind.CHOICE).boxes] == [False, True]


def test_the_pdf_is_tagged_in_vietnamese():
    data = FORMATS["pdf"].render(filled())
    shown = subprocess.run(
        ["pdfinfo", "-struct", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    for tag in ("H1", "H2", "Table", "TH", "TD"):
        assert re.search(rf"^\s*{tag}\b", shown, re.MULTILINE), tag
    assert PdfFileReader(io.BytesIO(data)).root["/Lang"].startswith("vi")


def test_the_open_document_is_whole_and_accessible():
    data = FORMATS["odt"].render(filled())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        listed = {
            each.attrib[f"{{{MANIFEST}}}full-path"]
            for each in part_of(data, "META-INF/manifest.xml")
        }
        assert listed - {"/"} == set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"}
    content, styles = part_of(data), part_of(data, "styles.xml")
    headings = content.findall(".//text:h", NS)
    levels = [each.attrib[f"{{{NS['text']}}}outline-level"] for each in headings]
    assert levels[:2] == ["1", "2"]
    tables = content.findall(".//table:table", NS)
    assert tables and all(each.find("table:table-header-rows", NS) is not None for each in tables)
    language = styles.find(".//*[@fo:language]", NS)
    assert language.attrib[f"{{{NS['fo']}}}language"] == "vi"
    names = {
        each.attrib.get(f"{{{STYLE}}}name") for part in (styles, content) for each in part.iter()
    }
    used = {
        value
        for each in content.iter()
        for key, value in each.attrib.items()
        if key.endswith("}style-name")
    }
    assert used <= names
    assert FORMATS["odt"].render(filled()) == data
