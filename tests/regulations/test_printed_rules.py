from datetime import date

from portal.kernel.instruments import INSTRUMENTS
from portal.kernel.law import rules_of
from portal.management.commands.print_rules import PAGE, packages, page

RULES = [rule for _module, rule in rules_of(packages())]


def test_the_printed_page_is_up_to_date():
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(), "docs/regulations.md is old: run `manage.py print_rules --write`"


def test_every_rule_is_printed_once():
    text = page()
    for rule in RULES:
        assert text.count(f"### `{rule.key}`\n") == 1, rule.key


def test_one_key_means_one_rule():
    by_key = {}
    for rule in RULES:
        assert by_key.setdefault(rule.key, rule) is rule, f"two rules are called {rule.key}"


def test_every_value_cites_a_text_we_know():
    for rule in RULES:
        for value in rule.values:
            assert value.citation.symbol in INSTRUMENTS, f"{rule.key}: {value.citation.symbol}"
            assert value.since >= date(1999, 1, 1), rule.key


def test_every_rule_holds_today():
    for rule in RULES:
        assert rule.on(date(2026, 11, 21)) is not None
