from datetime import date

import pytest

from portal.kernel.instruments import INSTRUMENTS
from portal.kernel.law import CONFIRMED, DEFAULT, Citation, NotInForce, Rule, Value, rules_of

SOURCE = Citation("61/2018/NĐ-CP", "19", "4", "a")
TWO = Rule(
    "test.days",
    "Days",
    "days",
    (
        Value(1, date(2018, 6, 21), date(2025, 6, 30), SOURCE, CONFIRMED),
        Value(3, date(2025, 7, 1), None, SOURCE, DEFAULT),
    ),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2018, 6, 21), 1),
        (date(2025, 6, 30), 1),
        (date(2025, 7, 1), 3),
        (date(2090, 1, 1), 3),
    ],
)
def test_a_rule_says_what_held_on_the_day(day, value):
    assert TWO.on(day) == value
    assert TWO.dated(day).citation == SOURCE


def test_a_day_before_the_law_has_no_answer():
    with pytest.raises(NotInForce, match="test.days"):
        TWO.on(date(2018, 6, 20))


@pytest.mark.parametrize(
    "values",
    [
        (),
        (Value(1, date(2020, 1, 2), date(2020, 1, 1), SOURCE),),
        (Value(1, date(2020, 1, 1), None, SOURCE), Value(2, date(2021, 1, 1), None, SOURCE)),
        (
            Value(1, date(2020, 1, 1), date(2021, 1, 1), SOURCE),
            Value(2, date(2021, 1, 1), None, SOURCE),
        ),
        (
            Value(1, date(2022, 1, 1), date(2023, 1, 1), SOURCE),
            Value(2, date(2020, 1, 1), None, SOURCE),
        ),
    ],
)
def test_values_that_contradict_each_other_are_refused_at_once(values):
    with pytest.raises(ValueError, match="Rule x"):
        Rule("x", "X", "", values)


def test_a_citation_is_written_as_lawyers_write_it():
    assert str(SOURCE) == "điểm a khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP"
    assert SOURCE.en == "point a, clause 4, article 19 of Decree 61/2018/NĐ-CP"
    assert Citation("28/2026/QH16").vi == "Nghị quyết 28/2026/QH16"


@pytest.mark.parametrize("citation", [SOURCE, Citation("28/2026/QH16"), Citation("x", "1")])
def test_a_citation_reads_back_from_its_key(citation):
    assert Citation.from_key(citation.key) == citation


def test_every_text_cited_is_in_the_table_of_instruments():
    cited = {
        value.citation.symbol
        for _module, rule in rules_of(["portal.kernel", "dossiers"])
        for value in rule.values
    }
    assert cited <= INSTRUMENTS.keys()


def test_rules_are_found_in_their_packages():
    keys = {rule.key for _module, rule in rules_of(["portal.kernel", "dossiers"])}
    assert {"clock.start", "intake.reply_working_hours", "dossier.code_template"} <= keys
    assert list(rules_of(["portal.launch"])) == []
