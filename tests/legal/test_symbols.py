"""Symbols of legal texts: what is one, where it ends, and which spellings are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import instruments
from portal.legal.symbols import find, key, scan

OFFICIAL = (
    "59/2020/QH14",
    "66.7/2025/NQ-CP",
    "05/2014/QĐ-UBND",
    "163/QĐ-BTP",
    "1523/QĐ-BCA-C06",
    "52/2025/QĐ-TTg",
    "24/CT-TTg",
    "05/2024/UBTVQH15",
    "190/2025/NQ-QH15",
    "38/2001/PL-UBTVQH10",
    "01/2014/TTLT-BCA-BTP",
    "03/2021/TT-BKHĐT",
    "182/2025/NQ-HĐND",
    "08/VBHN-BTC",
    "06-L/CTN",
    "12a/2017/TT-BXX",
)


@pytest.mark.parametrize("symbol", OFFICIAL)
def test_a_symbol_is_found_whole_whatever_stands_around_it(symbol):
    assert find(symbol) == [symbol]
    assert find(f"Theo Điều 3 của văn bản số {symbol}, ngày 01/7/2025;") == [symbol]
    assert find(f"({symbol})\n") == [symbol]


@pytest.mark.parametrize("symbol", OFFICIAL[:14])
def test_a_symbol_glued_to_the_next_title_ends_where_it_ends(symbol):
    for title in ("Thông tư quy định", "Luật Ao làng", "Nghị định về ao", "quy định chi tiết"):
        assert find(symbol + title) == [symbol]
    assert find(f"{symbol}59/2020/QH14") == list(dict.fromkeys([symbol, "59/2020/QH14"]))


def test_capitals_of_the_next_word_are_not_the_issuers():
    assert find("10/2020/TT-BTPNGHỊ ĐỊNH VỀ AO LÀNG") == ["10/2020/TT-BTP"]
    assert find("04/2015/TT-BCAQUY ĐỊNH MỨC THU") == ["04/2015/TT-BCA"]
    assert find("53/2025/TT-BCAngày 01/7/2025") == ["53/2025/TT-BCA"]
    assert find("08/2017/TT-BTP- Quy định chi tiết") == ["08/2017/TT-BTP"]


def test_a_year_or_a_sentence_before_the_number_is_not_part_of_it():
    assert find("giai đoạn 2026 - 2030182/2025/NQ-HĐND") == ["182/2025/NQ-HĐND"]
    assert find("ngày 28/8/2020100/2020/NĐ-CP") == ["100/2020/NĐ-CP"]
    assert find("ngày 15/5/2026.55/2026/TT-BTC") == ["55/2026/TT-BTC"]
    assert find("sửa đổi Luật 23/2004/QH11 200448/2014/QH13") == ["23/2004/QH11", "48/2014/QH13"]


def test_what_only_looks_like_a_symbol_is_none():
    assert not find("Mẫu số 05/BKTMVR, 01/ĐKTĐ-CTĐT, 01-2/GTGT; ngày 01/7/2025; 3/4; TT-BTC")


@pytest.mark.parametrize(
    "spelling",
    [
        "05/2014/QĐ-UBND",
        "5/2014/qđ-ubnd",
        "05 /2014/ QĐ – UBND",
        "05/2014/QD-UBND",
        "05/2014/QÐ-UBND",
    ],
)
def test_spellings_of_one_symbol_have_one_key(spelling):
    assert key(spelling) == key("05/2014/QĐ-UBND")


def test_keys_keep_different_symbols_apart():
    keys = {
        key(symbol) for symbol in (*OFFICIAL, "667/2025/NQ-CP", "6.67/2025/NQ-CP", "05/2014/QĐ")
    }
    assert len(keys) == len(OFFICIAL) + 3


def test_every_text_that_our_rules_cite_is_read_as_a_symbol():
    cited = [row[0] for row in instruments._TABLE]
    assert cited
    for symbol in cited:
        assert find(symbol) == [symbol]


@given(st.text(alphabet="0123456789/.-QĐHNTTUBCPgiấ ()", max_size=60))
def test_any_text_gives_symbols_that_stand_in_it(text):
    for symbol in scan(text):
        assert 0 <= symbol.start < symbol.end <= len(text)
        assert find(str(symbol)) == [str(symbol)]
        assert key(str(symbol)) == symbol.key
