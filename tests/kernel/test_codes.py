import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.kernel import codes
from portal.kernel.codes import CodeError

ORG = st.from_regex(r"[A-Y]\d{2}(\.[0-9A-Z]{1,3}){0,3}", fullmatch=True).filter(str.isascii)
DAYS = st.dates(date(2019, 1, 6), date(2068, 12, 31))
LEGAL = re.compile(
    r"^(?P<org>(\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(\.[0-9A-Z]+)*))-(?P<d>\d{6})-(?P<n>\d{4,7})$"
)
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@given(ORG, DAYS, st.integers(1, codes.LAST_SEQUENCE))
def test_a_dossier_code_is_legal_and_reads_back(org, day, seq):
    code = codes.dossier_code(org, day, seq)
    assert LEGAL.match(code)
    assert codes.parse_dossier_code(code) == codes.DossierCode(org, day, seq)


def test_a_dossier_code_is_padded_and_widens_past_9999():
    day = date(2026, 11, 24)
    assert codes.dossier_code("H99.22", day, 1) == "H99.22-261124-0001"
    assert codes.dossier_code("H99.22", day, 9999) == "H99.22-261124-9999"
    assert codes.dossier_code("H99.22", day, 10_000) == "H99.22-261124-10000"


@pytest.mark.parametrize(
    "code",
    ["000.00.06.H56-231027-0361", "H15.50.05.13-261008-0975", "H26.103.25.7-250908-0112"],
)
def test_codes_seen_in_use_are_read(code):
    assert codes.parse_dossier_code(code).seq > 0


@pytest.mark.parametrize(
    "code",
    [
        "H99.22-261124-001",
        "H99.22-261324-0001",
        "Z99.22-261124-0001",
        "h99.22-261124-0001",
        "H99.22-261124-00000001",
        "H99.22-261124-0001 ",
        "H99.22-261124-0001\n",
        "H99.22-261124-٠٠٠١",
    ],
)
def test_what_is_no_dossier_code_is_refused(code):
    with pytest.raises(CodeError):
        codes.parse_dossier_code(code)


@pytest.mark.parametrize("seq", [0, -1, codes.LAST_SEQUENCE + 1])
def test_a_number_that_does_not_fit_is_refused(seq):
    with pytest.raises(CodeError):
        codes.dossier_code("H99.22", date(2026, 11, 24), seq)


def test_results_are_numbered_under_the_code_of_the_dossier():
    code = codes.result_code("H99.22-261124-0001", 2)
    assert code == "H99.22-261124-0001-KQ2"
    assert codes.parse_result_code(code) == ("H99.22-261124-0001", 2)
    for wrong in ("H99.22-261124-0001-KQ0", "H99.22-261124-0001", "X-KQ1"):
        with pytest.raises(CodeError):
            codes.parse_result_code(wrong)
    with pytest.raises(CodeError):
        codes.result_code("H99.22-261124-0001", 0)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("H99", "000.00.00.H99"),
        ("H99.01", "000.00.01.H99"),
        ("H99.21.02", "000.02.21.H99"),
        ("H56.06", "000.00.06.H56"),
        ("H15.50.05.13", "013.05.50.H15"),
        ("H26.103.25.7", None),
        ("H99.AB", None),
        ("H99.1.2.3.4", None),
    ],
)
def test_old_form_of_an_agency_code(new, old):
    assert codes.old_agency_code(new) == old
    if old:
        assert codes.check_old_agency_code(old) == old


@pytest.mark.parametrize("code", ["99.01", "Z99", "H99.", "H99.a", "H9", "H99" + ".12" * 11])
def test_what_is_no_agency_code_is_refused(code):
    with pytest.raises(CodeError):
        codes.check_agency_code(code)


def test_sector_codes():
    assert codes.check_sector_code("G15-HT") == "G15-HT"
    with pytest.raises(CodeError):
        codes.check_sector_code("G15.HT")


def test_a_submission_number_is_never_taken_for_a_dossier_code():
    number = codes.submission_number()
    assert re.fullmatch(r"NOP-\w{4}-\w{4}-\w", number)
    assert codes.parse_submission_number(number) == number
    with pytest.raises(CodeError):
        codes.parse_dossier_code(number)
    assert len({codes.submission_number() for _ in range(500)}) == 500


@given(st.text(LETTERS, min_size=8, max_size=8), st.integers(0, 8), st.sampled_from(LETTERS))
def test_any_one_wrong_character_is_noticed(body, place, letter):
    typed = list(body + codes._check_character(body))
    assume(typed[place] != letter)
    typed[place] = letter
    with pytest.raises(CodeError):
        codes.parse_submission_number("NOP" + "".join(typed))


@given(st.text(LETTERS, min_size=8, max_size=8), st.integers(0, 7))
def test_any_two_swapped_neighbours_are_noticed(body, place):
    typed = list(body + codes._check_character(body))
    assume(typed[place] != typed[place + 1])
    typed[place], typed[place + 1] = typed[place + 1], typed[place]
    with pytest.raises(CodeError):
        codes.parse_submission_number("NOP" + "".join(typed))


def test_a_submission_number_may_be_typed_carelessly():
    number = codes.submission_number()
    assert codes.parse_submission_number(f" {number.lower().replace('-', ' ')} ") == number


def test_secrets_are_long_and_differ():
    found = {codes.secret() for _ in range(200)}
    assert len(found) == 200
    assert all(len(each) * 4.95 > 80 for each in found)


@pytest.mark.parametrize("number", ["001099012345", "079 304 000 123", "036.190.123456"])
def test_plausible_identity_numbers_are_taken(number):
    assert codes.check_identity_number(number, date(2026, 11, 21)) == re.sub(r"\D", "", number)


@pytest.mark.parametrize(
    "number",
    [
        "00109901234",
        "0010990123456",
        "001x99012345",
        "000099012345",
        "001499012345",
        "001227012345",
        "",
    ],
)
def test_impossible_identity_numbers_are_refused(number):
    with pytest.raises(CodeError):
        codes.check_identity_number(number, date(2026, 11, 21))


def test_tax_numbers():
    assert codes.check_tax_number("0100233488") == "0100233488"
    assert codes.check_tax_number("0314409058-002") == "0314409058-002".replace("-", "")
    assert codes.check_tax_number("001099012345") == "001099012345"
    for wrong in ("0100233480", "12", "", "01002334881"):
        with pytest.raises(CodeError):
            codes.check_tax_number(wrong)


@pytest.mark.parametrize("typed", ["0912 345 678", "+84912345678", "84 912345678", "0912.345.678"])
def test_telephone_numbers_have_one_form(typed):
    assert codes.normalise_phone(typed) == "+84912345678"


@pytest.mark.parametrize(
    ("stored", "shown"), [("+84912345678", "0912 345 678"), ("+85620123456", "+856 20123456")]
)
def test_telephone_numbers_are_shown_as_people_write_them(stored, shown):
    assert codes.phone_words(stored) == shown


@pytest.mark.parametrize("typed", ["", "12", "abc", "0000000000", "+84 1"])
def test_what_is_no_telephone_number_is_refused(typed):
    with pytest.raises(CodeError):
        codes.normalise_phone(typed)
