import pytest

from portal.kernel.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, 0),
        ("9" * 5000, 0),
        ("", 0),
        (None, 0),
        ("-1", 0),
        ("1.5", 0),
        (" 7", 0),
        ("٧", 0),
        ("²", 0),
    ],
)
def test_what_is_written_in_plain_digits_and_nothing_else(text, number):
    assert whole_number(text) == number
