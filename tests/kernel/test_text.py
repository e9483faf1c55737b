import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.text import fold, nfc, sort_key

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
words = st.text(VIETNAMESE + VIETNAMESE.upper() + " 0123456789", max_size=20)


def test_names_sort_in_vietnamese_order():
    ordered = [
        "2 Bà Trưng",
        "An Khê",
        "Ấp Bắc",
        "Bến Mây",
        "Cồn Sậy",
        "Dạ Trạch",
        "Đá Bạc",
        "Đà Bắc",
        "Đạ Huoai",
        "Đả Lôi",
        "Đa Tốn",
        "Ea Súp",
        "Ô Môn",
        "Ơ Đu",
        "Ứng Hòa",
        "Y Tý",
    ]
    assert ordered != sorted(ordered)
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
    ]


def test_letters_of_the_alphabet_come_in_their_order():
    alphabet = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    assert "".join(sorted(sorted(alphabet), key=sort_key)) == alphabet


def test_case_and_punctuation_do_not_matter_for_order():
    assert sort_key("Bến Mây") == sort_key("BẾN  MÂY") == sort_key("bến mây.")


@given(words)
def test_decomposed_text_has_the_same_key_and_fold(text):
    loose = unicodedata.normalize("NFD", text)
    assert nfc(loose) == text
    assert sort_key(loose) == sort_key(text)
    assert fold(loose) == fold(text)


@given(words)
def test_folding_leaves_plain_lower_case_letters(text):
    folded = fold(text)
    assert folded.isascii()
    assert folded == folded.lower() == fold(folded)


def test_folding_what_people_type():
    assert fold("Đăng ký kết hôn") == "dang ky ket hon"
    assert fold("ĐƯỜNG Ỷ LAN") == "duong y lan"


@given(words, words)
def test_the_order_is_that_of_the_first_different_letter(one, two):
    if fold(one)[:1].isalpha() and fold(two)[:1].isalpha() and fold(one)[0] < fold(two)[0]:
        assert sort_key(one) < sort_key(two)
