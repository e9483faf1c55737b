"""Print every rule of law the portal applies, from the rules themselves."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps

from portal.kernel.law import Rule, Value, rules_of
from portal.management.printing import DOCS, PrintCommand

PAGE = DOCS / "regulations.md"
HEAD = """# Regulations

Every number, deadline, form set and format that a text of law has put into the portal, with its
dates. Printed by `python3 manage.py print_rules --write` from the rules packages; a test compares.

**Confirmed**: the text or a named source was read. **Default**: a reading or a recollection that a
lawyer should check; it can be changed in one place.
"""
COLUMNS = "| from | until | value | source | standing |\n|---|---|---|---|---|\n"


class Command(PrintCommand):
    help = "Prints the rules of law the portal applies (--write: into docs/regulations.md)."
    target = PAGE

    def page(self) -> str:
        return page()


def packages() -> list[str]:
    """The kernel and every app of the portal."""
    ours = [config.name for config in apps.get_app_configs() if _is_ours(config.name)]
    return ["portal.kernel", *ours]


def page() -> str:
    """The page as Markdown, one section a module, in the order of the house."""
    sections: dict[str, list[Rule]] = {}
    for module, rule in rules_of(packages()):
        rules = sections.setdefault(module, [])
        if not any(rule is known for known in _all(sections)):
            rules.append(rule)
    shown = [_section(module, rules) for module, rules in sections.items() if rules]
    return "\n".join([HEAD, *shown])


def _is_ours(name: str) -> bool:
    return name.split(".")[0] in ("portal", "procedures", "dossiers", "editorial", "feedback")


def _all(sections: dict[str, list[Rule]]) -> Iterator[Rule]:
    for rules in sections.values():
        yield from rules


def _section(module: str, rules: list[Rule]) -> str:
    return f"## {module}\n\n" + "\n".join(_rule(rule) for rule in rules)


def _rule(rule: Rule) -> str:
    unit = f" ({rule.unit})" if rule.unit else ""
    rows = "".join(_row(value) for value in rule.values)
    return f"### `{rule.key}`\n{rule.title}{unit}.\n\n{COLUMNS}{rows}"


def _row(value: Value) -> str:
    until = _day(value.until) if value.until else "–"
    cells = (_day(value.since), until, written(value.value), str(value.citation), value.standing)
    return f"| {' | '.join(cells)} |\n"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def written(value: Any) -> str:
    """A value as people read it; what would break the table is put aside."""
    match value:
        case dict():
            return "; ".join(f"{key}: {written(each)}" for key, each in value.items())
        case list() | tuple() | set() | frozenset():
            parts = [written(each) for each in value]
            return ", ".join(sorted(parts) if isinstance(value, set | frozenset) else parts)
        case date():
            return _day(value)
    return str(value).replace("|", "\\|")
