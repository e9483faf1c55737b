import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.inspection.names import safe_name
from portal.documents.rules.uploads import JPEG, PDF


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        (unicodedata.normalize("NFD", "Đơn đề nghị Ế.pdf"), "Đơn đề nghị Ế.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\man\\giấy.pdf", "giấy.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie- x.pdf"),
        ("giay\u202efdp.exe", "giayfdp.exe.pdf"),
        ("hóa đơn.PDF", "hóa đơn.pdf"),
        ("bản.v1.2.pdf", "bản.v1.2.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("...", "tep.pdf"),
        ("", "tep.pdf"),
        ("\0\1\2", "tep.pdf"),
        ("a" * 500 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_names_are_kept_as_far_as_they_are_safe(sent, kept):
    assert safe_name(sent, PDF) == kept


@given(st.text(max_size=300))
def test_no_name_can_leave_its_folder_or_its_line(sent):
    name = safe_name(sent, JPEG)
    assert name.endswith(".jpg") and len(name) <= 130
    assert not set(name) & set('/\\<>:"|?*')
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert unicodedata.is_normalized("NFC", name)
    assert not name.startswith(".")
