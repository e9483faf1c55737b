"""How many segments a text message takes, and what it looks like without diacritics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.messaging.lengths import BASIC, EXTENSION, Alphabet, length_of, plain

SEVEN_BIT = "".join(sorted(BASIC | EXTENSION))


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "segments"),
    [
        ("", Alphabet.GSM7, 0, 0),
        ("a" * 160, Alphabet.GSM7, 160, 1),
        ("a" * 161, Alphabet.GSM7, 161, 2),
        ("a" * 306, Alphabet.GSM7, 306, 2),
        ("a" * 307, Alphabet.GSM7, 307, 3),
        ("€" * 80, Alphabet.GSM7, 160, 1),
        ("€" * 81, Alphabet.GSM7, 162, 2),
        # An escaped letter does not fit the last place of a segment: 152 + 2 > 153.
        ("a" * 152 + "€" + "a" * 152, Alphabet.GSM7, 306, 3),
        ("ế" * 70, Alphabet.UCS2, 70, 1),
        ("ế" * 71, Alphabet.UCS2, 71, 2),
        ("ế" * 134, Alphabet.UCS2, 134, 2),
        ("ế" * 135, Alphabet.UCS2, 135, 3),
        ("😀" * 35, Alphabet.UCS2, 70, 1),
        ("ế" * 66 + "😀" + "ế" * 66, Alphabet.UCS2, 134, 3),
        ("à è ì ò ù Ø ñ ü", Alphabet.GSM7, 15, 1),
        ("á", Alphabet.UCS2, 1, 1),
        ("đ", Alphabet.UCS2, 1, 1),
    ],
)
def test_lengths_of_the_standard(text, alphabet, units, segments):
    found = length_of(text)
    assert (found.alphabet, found.units, found.segments) == (alphabet, units, segments)


def packed(letters: list[int], size: int) -> int:
    """Segments when letters of these sizes are laid down one after the other."""
    segments, used = 1, 0
    for each in letters:
        if used + each > size:
            segments, used = segments + 1, 0
        used += each
    return segments


@given(st.text(alphabet=SEVEN_BIT, min_size=1, max_size=700))
def test_seven_bit_texts_as_counted_by_hand(text):
    sizes = [2 if letter in EXTENSION else 1 for letter in text]
    found = length_of(text)
    assert found.alphabet == Alphabet.GSM7
    assert found.units == sum(sizes)
    assert found.segments == (1 if sum(sizes) <= 160 else packed(sizes, 153))
    assert found.room >= 0


@given(st.text(min_size=1, max_size=400).filter(lambda text: not set(text) <= set(SEVEN_BIT)))
def test_other_texts_as_encoded_by_python(text):
    sizes = [len(letter.encode("utf-16-le", "surrogatepass")) // 2 for letter in text]
    found = length_of(text)
    assert found.alphabet == Alphabet.UCS2
    assert found.units == sum(sizes)
    assert found.segments == (1 if sum(sizes) <= 70 else packed(sizes, 67))


@given(st.text(max_size=300))
def test_plain_texts_are_always_of_the_small_alphabet(text):
    assert length_of(plain(text)).alphabet == Alphabet.GSM7
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Hồ sơ của bạn đã được tiếp nhận", "Ho so cua ban da duoc tiep nhan"),
        ("Ở Ễ Ỹ Ậ ỵ Đặng", "O E Y A y Dang"),
        ("phí 150.000 ₫ – “đã nộp”…", 'phi 150.000 d - "da nop"...'),
        ("Hô\u0300", "Ho"),
        ("日", "?"),
    ],
)
def test_vietnamese_without_diacritics(text, bare):
    assert plain(text) == bare
