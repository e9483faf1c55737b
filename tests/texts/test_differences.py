"""The difference between two texts: complete, minimal, and readable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.texts.differences import Change, Piece, changed, compare, prepared

SYLLABLES = ["hồ", "sơ", "nộp", "tại", "xã", "và", "của", "người", "đi", "kết", "hôn", "5", "ngày"]
FRESH = ["mới", "khác", "thay", "lạ", "tỉnh"]

syllables = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=60)
texts = st.lists(
    st.lists(st.sampled_from([*SYLLABLES, ",", "."]), max_size=12).map(" ".join), max_size=6
).map("\n".join)


def joined(pieces: list[Piece], without: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change != without)


def words(pieces: list[Piece], change: Change) -> list[str]:
    return [word for piece in pieces if piece.change == change for word in piece.text.split()]


@given(texts | st.text(), texts | st.text())
def test_pieces_give_both_texts_back(old, new):
    pieces = compare(old, new)
    assert joined(pieces, Change.ADDED) == prepared(old)
    assert joined(pieces, Change.REMOVED) == prepared(new)


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.change for piece in compare(text, text)} <= {Change.SAME}


@given(syllables, st.data())
def test_every_changed_word_is_marked_and_no_other(old, data):
    """Repetitive text on purpose: a quick guess at the alignment over-marks it. Which of several
    equal words is the one that went nobody can tell."""
    places = st.sets(st.integers(0, len(old) - 1), max_size=len(old) // 2)
    chosen = data.draw(places)
    new = [data.draw(st.sampled_from(FRESH)) if i in chosen else w for i, w in enumerate(old)]
    pieces = compare(" ".join(old), " ".join(new))
    assert sorted(words(pieces, Change.REMOVED)) == sorted(old[i] for i in chosen)
    assert words(pieces, Change.ADDED) == [new[i] for i in sorted(chosen)]


def test_composed_and_decomposed_are_the_same_text():
    text = "Ủy ban nhân dân xã Bến Mây"
    assert not changed(compare(text, unicodedata.normalize("NFD", text)))


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("Lệ phí 150.000 đ.", "Lệ phí 120.000 đ.", ["150.000"], ["120.000"]),
        ("theo 63/2010/NĐ-CP", "theo 61/2018/NĐ-CP", ["63/2010/NĐ-CP"], ["61/2018/NĐ-CP"]),
        ("Nộp hồ sơ.", "Nộp hồ sơ", ["."], []),
        ("Nộp tại xã", "Nộp trực tuyến tại xã", [], ["trực", "tuyến"]),
        ("năm ngày làm việc", "ba ngày làm việc", ["năm"], ["ba"]),
    ],
)
def test_what_people_call_one_word_is_marked_whole(old, new, removed, added):
    pieces = compare(old, new)
    assert words(pieces, Change.REMOVED) == removed
    assert words(pieces, Change.ADDED) == added


def test_a_new_paragraph_does_not_disturb_its_neighbours():
    old = "Nộp hồ sơ tại xã.\nNhận kết quả sau 5 ngày."
    new = "Nộp hồ sơ tại xã.\nĐóng lệ phí qua ngân hàng.\nNhận kết quả sau 5 ngày."
    marked = [piece for piece in compare(old, new) if piece.change != Change.SAME]
    assert marked == [Piece(Change.ADDED, "Đóng lệ phí qua ngân hàng.\n")]


def test_paragraphs_with_nothing_in_common_are_not_woven_together():
    old = "Người nộp xuất trình hộ chiếu và giấy khai sinh."
    new = "Cơ quan đăng ký tra cứu cơ sở dữ liệu, không đòi giấy tờ."
    assert compare(old, new) == [Piece(Change.REMOVED, old), Piece(Change.ADDED, new)]


def test_a_moved_paragraph_is_told_from_a_new_one():
    first, second = "Nộp hồ sơ tại bộ phận một cửa.\n", "Đóng lệ phí theo quy định.\n"
    third = "Nhận kết quả sau năm ngày.\n"
    pieces = compare(first + second + third, second + third + first)
    marked = [(piece.change, piece.text, piece.moved) for piece in pieces if piece.marked]
    assert marked == [(Change.REMOVED, first, True), (Change.ADDED, first, True)]


def test_changed_blanks_alone_are_nothing_to_show():
    assert not changed(compare("Nộp hồ sơ\ntại xã", "Nộp hồ sơ\r\ntại  xã"))
