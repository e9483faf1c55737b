"""The steps of filing, each with its state."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.models import Draft
from dossiers.selectors.answers import leaves
from dossiers.selectors.drafts import Need, evaluation_of, needs_of
from procedures.eforms import Evaluation
from procedures.eforms.definition import Section


@dataclass
class Step:
    """`state` is done, todo, bad, optional or current; `note` says what is left."""

    key: str
    label: str | Promise
    url: str
    state: str
    note: str = ""


def steps_of(draft: Draft, on: date, current: str = "") -> list[Step]:
    """Every step of the draft in order; the one being read is marked as current."""
    steps = [*_sections(draft, on), *_papers(draft), _return_way(draft), _check(draft)]
    for step in steps:
        if step.key == current:
            step.state, step.note = "current", ""
    return steps


def trail(draft: Draft, on: date, current: str) -> dict[str, Any]:
    """For the page of one step: all steps, and which of how many it is."""
    steps = steps_of(draft, on, current)
    place = [step.key for step in steps].index(current) + 1
    where = _("Step %(place)s of %(all)s") % {"place": place, "all": len(steps)}
    return {"steps": steps, "where": where}


def step_after(draft: Draft, on: date, key: str) -> Step:
    """The step that follows `key`; the last one follows itself."""
    steps = steps_of(draft, on)
    keys = [step.key for step in steps]
    place = keys.index(key) + 1 if key in keys else 0
    return steps[min(place, len(steps) - 1)]


def first_open(draft: Draft, on: date) -> Step:
    """Where to go on: the first step that is not done."""
    steps = steps_of(draft, on)
    return next((step for step in steps if step.state in ("todo", "bad")), steps[-1])


def _sections(draft: Draft, on: date) -> list[Step]:
    if draft.form_version is None:
        return []
    evaluation = evaluation_of(draft, on)
    definition = draft.form_version.definition
    return [_section(draft, definition.section(key), evaluation) for key in evaluation.sections]


def _section(draft: Draft, section: Section, evaluation: Evaluation) -> Step:
    tops = {item.key for item in section.fields}
    wrong = [
        problems[0]
        for path, problems in evaluation.errors.items()
        if path.partition(".")[0] in tops
    ]
    missing = [problem for problem in wrong if problem.code.startswith("required")]
    begun = any(path.partition(".")[0] in tops for path, _value in leaves(draft.answers))
    state, note = "done", ""
    if len(wrong) > len(missing):
        state, note = "bad", _("some answers need mending")
    elif missing:
        state = "todo"
        left = ngettext("%(n)s answer is missing", "%(n)s answers are missing", len(missing))
        note = left % {"n": len(missing)} if begun else ""
    elif not begun:
        state = "optional"
    url = reverse("dossiers:draft_section", args=[draft.public_id, section.key])
    return Step(f"section-{section.key}", str(section.title), url, state, note)


def _papers(draft: Draft) -> list[Step]:
    needs: list[Need] = needs_of(draft)
    if not needs:
        return []
    missing = sum(need.missing for need in needs)
    left = ngettext("%(n)s paper is missing", "%(n)s papers are missing", missing)
    url = reverse("dossiers:draft_papers", args=[draft.public_id])
    state = "todo" if missing else "done" if any(need.files for need in needs) else "optional"
    return [Step("papers", _("Papers"), url, state, left % {"n": missing} if missing else "")]


def _return_way(draft: Draft) -> Step:
    url = reverse("dossiers:draft_return", args=[draft.public_id])
    state = "done" if draft.way_chosen else "todo"
    return Step("return", _("How to receive the result"), url, state)


def _check(draft: Draft) -> Step:
    url = reverse("dossiers:draft_check", args=[draft.public_id])
    return Step("check", _("Check and send"), url, "todo")
