"""The form as a citizen meets it, drawn by the same templates and judged by the same evaluator.

Nothing is stored: the answers of the other sections travel with the page.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from portal.agencies.places import Country
from procedures.admin.builder.doors import on_version, show, to
from procedures.admin.builder.known import cases_of
from procedures.admin.builder.sample import KNOWN
from procedures.admin.builder.stand_ins import DETACH, carried, put_files
from procedures.admin.builder.trials import keep_from
from procedures.builder.places import label_at, labels_of
from procedures.eforms import Evaluation, evaluate
from procedures.eforms.definition import Definition
from procedures.eforms.django_form import REFRESH, SectionForm
from procedures.eforms.posted import merge
from procedures.eforms.prefill import prefill
from procedures.eforms.summary import summarise
from procedures.models import EFormVersion
from procedures.models.choices import ChannelKind

CHECK = "check"
WIDTHS = ("desk", "phone")


@on_version
def preview(request: HttpRequest, version: EFormVersion) -> HttpResponse:
    """One section at a time; the last page is the summary."""
    definition = version.definition
    if not definition.sections:
        return redirect(to(version, "outline"))
    data = request.POST if request.method == "POST" else MultiValueDict()
    answers = _answers(definition, data)
    put_files(definition, answers, request)
    action = request.POST.get("action", "")
    if action == "known":
        answers = prefill(definition, answers, KNOWN)
    if action == "keep" and not version.locked:
        return keep_from(request, version, answers)
    facts = _circumstances(data)
    page = _Page(definition, answers, facts, data, action)
    context = page.context() | {
        "width": _one_of(request.GET.get("rong"), WIDTHS),
        "cases": cases_of(version),
        "channels": ChannelKind.choices,
        "facts": facts,
        "trial_name": data.get("trial_name", "")[:120],
        "here": "preview",
        "may_keep": not version.locked,
    }
    with override("en" if request.GET.get("tieng") == "en" else get_language()):
        return show(request, version, "preview", context)


class _Page:
    """Which section is shown, and what it says, after the button that was pressed."""

    def __init__(
        self,
        definition: Definition,
        answers: dict[str, Any],
        facts: dict[str, str],
        data: MultiValueDict,
        action: str,
    ):
        self.definition, self.answers, self.facts = definition, answers, facts
        self.today = timezone.localdate()
        self.action = action
        self.places = Country(self.today)
        self.keys = evaluate(definition, answers, self.today, facts, self.places).sections
        asked = data.get("at", "")
        self.at = asked if asked in self.keys else next(iter(self.keys), CHECK)
        # What was just filled in must not be emptied again by the fields it was filled into.
        typed = data if self.at == asked and action not in ("", "known") else None
        self.form = self._form(self.at, typed) if self.keys else None
        if self.form is not None:
            self._go()

    def context(self) -> dict[str, Any]:
        evaluation = self._evaluated()
        shown = self.form is not None
        return {
            "form": self.form,
            "at": self.at,
            "steps": self._steps(),
            "errors": self.form.error_links() if shown and self.form.is_bound else [],
            "carried": carried(self.definition, self.answers, self.at),
            "summary": [] if shown else summarise(self.definition, evaluation),
            "wrong": [] if shown else _wrong(self.definition, evaluation),
        }

    def _evaluated(self) -> Evaluation:
        return evaluate(self.definition, self.answers, self.today, self.facts, self.places)

    def _form(self, key: str, data: MultiValueDict | None = None) -> SectionForm:
        return SectionForm(
            self.definition,
            key,
            answers=self.answers,
            today=self.today,
            data=data,
            circumstances=self.facts,
            places=self.places,
        )

    def _go(self) -> None:
        """Where the button leads: on when nothing is wrong, anywhere else without a question."""
        self.answers = self.form.answers
        self.keys = self._evaluated().sections
        target = self.action.removeprefix("go:") if self.action.startswith("go:") else ""
        if self.action == "next" and self.form.is_valid():
            place = self.keys.index(self.at) + 1
            target = self.keys[place] if place < len(self.keys) else CHECK
        if self.action in ("known", REFRESH) or self.action.startswith(DETACH):
            target = self.at
        if target == CHECK:
            self.at, self.form = CHECK, None
        elif target in self.keys:
            self.at, self.form = target, self._form(target)

    def _steps(self) -> list[dict[str, str]]:
        names = {section.key: str(section.title) for section in self.definition.sections}
        places = [*self.keys, CHECK]
        return [
            {
                "value": f"go:{key}",
                "label": names.get(key, _("Check the answers")),
                "current": "step" if key == self.at else "",
            }
            for key in places
        ]


def _answers(definition: Definition, data: MultiValueDict) -> dict[str, Any]:
    return merge([item for section in definition.sections for item in section.fields], {}, data)


def _wrong(definition: Definition, evaluation) -> list[str]:
    """What keeps the answers from being sent, with the section where it is mended."""
    homes = {item.key: section for section in definition.sections for item in section.fields}
    labels = labels_of(definition)
    return [
        f"{homes[path.split('.')[0]].title} – {label_at(path, labels)}: {problems[0].message}"
        for path, problems in evaluation.errors.items()
    ]


def _circumstances(data: MultiValueDict) -> dict[str, str]:
    channel = _one_of(data.get("@channel"), ChannelKind.values, ChannelKind.ONLINE.value)
    return {"case": data.get("@case", "")[:80], "channel": channel}


def _one_of(value: str | None, known, default: str = "") -> str:
    return value if value in known else default or known[0]
