"""The properties of one question as a Django form: only those that make sense for its kind."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.builder.differences import sensitivity_words
from procedures.builder.kinds import LIMITS, means
from procedures.builder.limits import LONGEST_TEXT
from procedures.builder.options import BadLine, read_options, write_options
from procedures.builder.sources import AUTOCOMPLETE, PATTERNS
from procedures.eforms.blocks import known_parts, parts_of
from procedures.eforms.field import Field
from procedures.eforms.gate.structure import bound_fits
from procedures.eforms.kinds import Kind, Sensitivity
from procedures.eforms.prefill import sources_for
from procedures.eforms.problems import Invalid
from procedures.eforms.values import read
from procedures.eforms.words import Words

TODAY = "hôm nay"
OWN = "own"
_WORDS = ("label", "help", "example", "unit", "pattern_help")
_LONG = {"help", "help_en"}
_NAMES = {
    "label": gettext_lazy("Label"),
    "help": gettext_lazy("Help beside the label"),
    "example": gettext_lazy("Example"),
    "unit": gettext_lazy("Unit, shown behind the number"),
    "pattern_help": gettext_lazy("What is said when an answer does not fit"),
}


@dataclass
class Set:
    """Properties that belong together; each line holds the Vietnamese and the English words."""

    legend: str | Promise
    rows: list[list[forms.BoundField]]
    hint: str | Promise = ""


class QuestionForm(forms.Form):
    """`changed` gives the question with what was typed; its key and kind stay as they are."""

    use_required_attribute = False

    def __init__(self, item: Field, data: Any = None):
        self.item = item
        super().__init__(data=data, initial=_initial(item))
        for name in _WORDS:
            if name in ("label",) or _has(item, name):
                self._words(name)
        if means(item.kind, "required"):
            self.fields["required"] = forms.BooleanField(
                label=_("Everybody who sees the question must answer it"), required=False
            )
        self._answers()
        self._limits()
        self._known()

    def sets(self) -> list[Set]:
        """The page: what is asked, what may be answered, who fills it in."""
        asked = [self._pair(name) for name in ("label", "help", "example")]
        answered = [
            *([self[name]] for name in ("options", "parts", "required") if name in self.fields),
            self._pair("unit"),
            [self[name] for name in ("min", "max") if name in self.fields],
            [self[name] for name in ("pattern", "pattern_own") if name in self.fields],
            self._pair("pattern_help"),
        ]
        known = [[self[name]] for name in ("prefill", "autocomplete") if name in self.fields]
        known += [[self["sensitivity"]]] if "sensitivity" in self.fields else []
        found = [
            Set(_("What is asked"), asked),
            Set(_("What may be answered"), answered),
            Set(_("Who fills it in, and how carefully it is kept"), known),
        ]
        for each in found:
            each.rows = [row for row in each.rows if row]
        return [each for each in found if each.rows]

    def changed(self, item: Field) -> Field:
        """`item` with everything that was typed."""
        data = self.cleaned_data
        values: dict[str, Any] = {
            name: Words(data[name], data[f"{name}_en"]) for name in _WORDS if name in data
        }
        for name in ("required", "min", "max", "options", "prefill", "autocomplete"):
            if name in data:
                values[name] = data[name]
        if "parts" in data:
            values["parts"] = tuple(data["parts"])
        if "pattern" in data:
            values["pattern"] = data["pattern_own"] if data["pattern"] == OWN else data["pattern"]
        if "sensitivity" in data:
            values["sensitivity"] = Sensitivity(data["sensitivity"])
        return replace(item, **values)

    def clean_min(self):
        return self._bound("min")

    def clean_max(self):
        return self._bound("max")

    def clean_options(self):
        try:
            return read_options(self.cleaned_data["options"], self.item.options)
        except BadLine as bad:
            raise forms.ValidationError(str(bad)) from bad

    def _bound(self, name: str) -> int | str | None:
        written = self.cleaned_data[name].strip()
        if not written:
            return None
        if self.item.kind is Kind.DATE and written.casefold() in (TODAY, "today"):
            return "today"
        kind = Kind.DATE if self.item.kind is Kind.DATE else Kind.NUMBER
        try:
            value = read(Field("bound", kind, Words(" ")), written, date.today())
        except Invalid as invalid:
            raise forms.ValidationError(invalid.problem.message) from invalid
        if not bound_fits(self.item.kind, value):
            raise forms.ValidationError(_("Write a whole number."))
        if self.item.kind not in (Kind.NUMBER, Kind.MONEY, Kind.DATE) and value < 0:
            raise forms.ValidationError(_("This cannot be less than nothing."))
        return value

    def _words(self, name: str) -> None:
        for language in ("", "_en"):
            label = _NAMES[name] if not language else _("In English")
            key = f"{name}{language}"
            rows = {"rows": 3 if key in _LONG or self.item.kind is Kind.STATEMENT else 2}
            long = key in _LONG or (name == "label" and self.item.kind is Kind.STATEMENT)
            self.fields[key] = forms.CharField(
                label=label,
                max_length=LONGEST_TEXT,
                required=name == "label" and not language,
                widget=forms.Textarea(attrs=rows) if long else forms.TextInput(),
            )

    def _answers(self) -> None:
        if means(self.item.kind, "options"):
            self.fields["options"] = forms.CharField(
                label=_("Answers to choose from, one a line"),
                help_text=_(
                    "Write each answer on a line of its own, English behind a bar: Kết hôn | "
                    "Marriage. What stands before “=” is the lasting key of an answer: leave it "
                    "as it is; a new line needs none."
                ),
                widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
                max_length=40_000,
                required=False,
            )
        if means(self.item.kind, "parts"):
            every = parts_of(replace(self.item, parts=known_parts(self.item.kind)))
            self.fields["parts"] = forms.MultipleChoiceField(
                label=_("What is asked of the person or organisation"),
                choices=[(part.key, str(part.label)) for part in every],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Choose at least one.")},
            )

    def _limits(self) -> None:
        for name, label in zip(("min", "max"), LIMITS.get(self.item.kind, ()), strict=False):
            if means(self.item.kind, name):
                self.fields[name] = forms.CharField(
                    label=label,
                    required=False,
                    max_length=20,
                    help_text=_("A day such as 01/07/2025, or: hôm nay")
                    if self.item.kind is Kind.DATE
                    else "",
                )
        if means(self.item.kind, "pattern"):
            choices = [("", _("Any text")), *PATTERNS, (OWN, _("A pattern of your own"))]
            self.fields["pattern"] = forms.ChoiceField(
                label=_("Pattern"), choices=choices, required=False
            )
            self.fields["pattern_own"] = forms.CharField(
                label=_("Own pattern (regular expression)"), required=False, max_length=200
            )

    def _known(self) -> None:
        if means(self.item.kind, "prefill"):
            sources = [(each.name, each.label) for each in sources_for(self.item.kind)]
            self.fields["prefill"] = forms.ChoiceField(
                label=_("The portal fills it in from"),
                choices=[("", _("Nothing: the person writes it")), *sources],
                required=False,
                help_text=_("What the state already knows is not asked again; it can be mended."),
            )
        if means(self.item.kind, "autocomplete") and self.item.kind in AUTOCOMPLETE:
            self.fields["autocomplete"] = forms.ChoiceField(
                label=_("The person’s own browser may offer"),
                choices=[("", _("Nothing")), *AUTOCOMPLETE[self.item.kind]],
                required=False,
            )
        if means(self.item.kind, "sensitivity"):
            self.fields["sensitivity"] = forms.ChoiceField(
                label=_("How carefully the answer is shown"),
                choices=[(each.value, sensitivity_words(each)) for each in Sensitivity],
                widget=forms.RadioSelect,
            )

    def _pair(self, name: str) -> list[forms.BoundField]:
        return [self[name], self[f"{name}_en"]] if name in self.fields else []


def _has(item: Field, name: str) -> bool:
    return means(item.kind, "pattern" if name == "pattern_help" else name)


def _initial(item: Field) -> dict[str, Any]:
    known = {pattern for pattern, _words in PATTERNS}
    own = item.pattern and item.pattern not in known
    initial: dict[str, Any] = {
        "required": item.required,
        "options": write_options(item.options),
        "parts": [part.key for part in parts_of(item)],
        "pattern": OWN if own else item.pattern,
        "pattern_own": item.pattern if own else "",
        "prefill": item.prefill,
        "autocomplete": item.autocomplete,
        "sensitivity": item.sensitivity.value,
        "min": _bound_words(item.min),
        "max": _bound_words(item.max),
    }
    for name in _WORDS:
        words = getattr(item, name)
        initial |= {name: words.vi, f"{name}_en": words.en}
    return initial


def _bound_words(bound: int | str | None) -> str:
    if bound is None:
        return ""
    if bound == "today":
        return TODAY
    return date.fromisoformat(bound).strftime("%d/%m/%Y") if isinstance(bound, str) else str(bound)
