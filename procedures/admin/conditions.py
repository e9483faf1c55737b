"""Conditions as rows of boxes: a question, a comparison, a value; all rows must hold."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.eforms.conditions import Condition
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.eforms.problems import Invalid
from procedures.eforms.summary import in_words
from procedures.eforms.values import read

ROWS = 3
COMPARISONS = [
    ("", "—"),
    ("is", gettext_lazy("is")),
    ("is_not", gettext_lazy("is not")),
    ("gte", gettext_lazy("is at least, or from that day")),
    ("gt", gettext_lazy("is more than, or after that day")),
    ("lte", gettext_lazy("is at most, or until that day")),
    ("lt", gettext_lazy("is less than, or before that day")),
]
YES = {"có", "co", "yes", "true", "x"}
NO = {"không", "khong", "no", "false"}


class ConditionWidget(forms.MultiWidget):
    """Three boxes a row, each with its own name for those who cannot see the row."""

    def __init__(self, questions: Iterable[Field], rows: int):
        self.questions = {item.key: item for item in questions}
        choices = [("", "—")] + [(key, str(each.label)) for key, each in self.questions.items()]
        widgets: list[forms.Widget] = []
        for number in range(1, rows + 1):
            place = {"number": number}
            widgets += [
                forms.Select({"aria-label": _("Condition %(number)d: question") % place}, choices),
                forms.Select({"aria-label": _("Condition %(number)d: how") % place}, COMPARISONS),
                forms.TextInput({"aria-label": _("Condition %(number)d: value") % place}),
            ]
        self.rows = rows
        super().__init__(widgets)

    def decompress(self, value: Any) -> list[str]:
        """Rows of a stored condition; one that was not written in rows shows none of itself."""
        shown: list[str] = []
        for comparison in _comparisons(value)[: self.rows]:
            key = comparison["field"]
            test, other = next(item for item in comparison.items() if item[0] != "field")
            item = self.questions.get(key)
            shown += [key, test, _shown(item, other) if item else str(other)]
        return shown + [""] * (3 * self.rows - len(shown))


class ConditionRows(forms.MultiValueField):
    """Reads rows into a condition of `eforms.conditions`; no row is no condition."""

    def __init__(self, questions: Iterable[Field] = (), rows: int = ROWS, **kwargs: Any):
        self.questions = {item.key: item for item in questions}
        fields = [forms.CharField(required=False) for _box in range(3 * rows)]
        widget = ConditionWidget(self.questions.values(), rows)
        super().__init__(fields, widget=widget, require_all_fields=False, required=False, **kwargs)

    def compress(self, values: list[str]) -> Condition:
        rows = [values[at : at + 3] for at in range(0, len(values), 3)]
        written = [self._comparison(*row) for row in rows if any(row)]
        return written[0] if len(written) == 1 else ({"all": written} if written else {})

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, list) else self.widget.decompress(initial)
        return [str(each or "") for each in data or []] != [str(each) for each in before]

    def _comparison(self, key: str, test: str, value: str) -> Condition:
        item = self.questions.get(key)
        if item is None or test not in dict(COMPARISONS) or not test or not value.strip():
            raise forms.ValidationError(_("A condition needs a question, a comparison, a value."))
        return {"field": key, test: _read(item, value.strip())}


def _comparisons(value: Any) -> list[Condition]:
    if not isinstance(value, dict) or not value:
        return []
    rows = value.get("all", [value])
    return [row for row in rows if isinstance(row, dict) and len(row) == 2 and "field" in row]


def _read(item: Field, text: str) -> Any:
    """The value as an answer to the question would be read. Raises ValidationError."""
    if item.kind is Kind.YES_NO:
        folded = text.casefold()
        if folded not in YES | NO:
            raise forms.ValidationError(_("Write “có” or “không”."))
        return folded in YES
    if item.kind is Kind.CHOICE:
        key = next((each.key for each in item.options if text in (each.key, each.label.vi)), "")
        if not key:
            words = ", ".join(each.label.vi for each in item.options)
            raise forms.ValidationError(_("Write one of: %(words)s") % {"words": words})
        return key
    try:
        return read(item, text, timezone.localdate())
    except Invalid as invalid:
        raise forms.ValidationError(invalid.problem.message) from invalid


def _shown(item: Field, value: Any) -> str:
    return _("yes") if value is True else _("no") if value is False else in_words(item, value)
