"""Test data: kept from the preview with what comes out, run whenever somebody looks."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.admin.builder.doors import on_version, show, to
from procedures.admin.builder.stand_ins import carried
from procedures.builder.places import general, in_order, label_at, labels_of
from procedures.builder.trials import Expectation, Outcome
from procedures.eforms import Evaluation, evaluate
from procedures.eforms.definition import Definition
from procedures.eforms.summary import grouped, summarise
from procedures.models import EFormVersion, FormTrial
from procedures.models.choices import ChannelKind
from procedures.services.check_form import results_of, run
from procedures.services.keep_trial import drop_trial, keep_trial


class TrialForm(forms.Form):
    """What is expected; every question that was seen may be one that must be refused."""

    name = forms.CharField(label=gettext_lazy("Name of these test data"), max_length=120)
    on = forms.DateField(
        label=gettext_lazy("As if today were"), widget=forms.DateInput(attrs={"type": "date"})
    )
    refused = forms.MultipleChoiceField(
        label=gettext_lazy("Answers that must be refused"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Tick none when everything must be taken."),
    )

    def __init__(self, paths: dict[str, str], data: Any = None, initial: Any = None):
        super().__init__(data, initial=initial)
        self.fields["refused"].choices = list(paths.items())


@on_version
def listing(request: HttpRequest, version: EFormVersion) -> HttpResponse:
    """Green and red, as things stand now."""
    labels = labels_of(version.definition)
    rows = [
        {"trial": trial, "passed": outcome.passed, "why": list(_why(outcome, labels))}
        for trial, outcome in results_of(version)
    ]
    failed = sum(not row["passed"] for row in rows)
    return show(request, version, "trials", {"rows": rows, "failed": failed, "here": "trials"})


@on_version
def trial(request: HttpRequest, version: EFormVersion, pk: int) -> HttpResponse:
    """One set: what it answers, what is expected, what comes out."""
    held = get_object_or_404(version.trials.select_related("version__form"), pk=pk)
    if request.POST.get("action") == "drop":
        drop_trial(trial=held, by=request.actor)
        messages.success(request, _("Removed: %(label)s") % {"label": held.name})
        return redirect(to(version, "trials"))
    found = evaluate(version.definition, held.answers, held.on, held.circumstances)
    labels = labels_of(version.definition)
    paths = {path: label_at(path, labels) for path in _asked(version.definition, found, held)}
    form = TrialForm(paths, request.POST or None, _initial(held))
    if request.method == "POST" and form.is_valid():
        keep_trial(version=version, by=request.actor, trial=held, **_facts(form, found))
        messages.success(request, _("Saved."))
        return redirect(to(version, "trial", pk))
    outcome = run(held, version)
    context = {
        "trial": held,
        "form": form,
        "passed": outcome.passed,
        "why": list(_why(outcome, labels)),
        "computed": [(label_at(path, labels), grouped(n)) for path, n in held.computed.items()],
        "summary": summarise(version.definition, found),
        "carried": carried(version.definition, held.answers),
        "here": "trials",
    }
    return show(request, version, "trial", context, 422 if form.errors else 200)


def keep_from(request: HttpRequest, version: EFormVersion, answers: dict) -> HttpResponse:
    """Keeps the answers of a preview, expecting what they bring about now."""
    on = timezone.localdate()
    name = " ".join(request.POST.get("trial_name", "").split())[:120]
    name = name or _("Test of %(day)s, %(n)d") % {
        "day": f"{on:%d/%m/%Y}",
        "n": version.trials.count() + 1,
    }
    channel = request.POST.get("@channel", "")
    facts = {
        "case": request.POST.get("@case", "")[:80],
        "channel": channel if channel in ChannelKind.values else ChannelKind.ONLINE.value,
    }
    now = Expectation.of(evaluate(version.definition, answers, on, facts))
    kept = keep_trial(
        version=version,
        by=request.actor,
        name=name,
        answers=answers,
        on=on,
        errors=sorted(now.errors),
        computed=dict(now.computed),
        **facts,
    )
    messages.success(request, _("Kept. Look whether this is what must come out."))
    return redirect(to(version, "trial", kept.pk))


def _asked(definition: Definition, found: Evaluation, held: FormTrial) -> list[str]:
    """Questions that were seen, in their order, and those expected that are gone."""
    items = dict(definition.walk())
    answered = {path for path, item in items.items() if item.is_answered or item.repeats}
    visible = {path for path in found.visible if general(path) in answered}
    seen = in_order(visible, definition)
    return [*seen, *(path for path in held.errors if path not in seen)]


def _initial(held: FormTrial) -> dict[str, Any]:
    return {"name": held.name, "on": held.on, "refused": held.errors}


def _facts(form: TrialForm, found: Evaluation) -> dict[str, Any]:
    data = form.cleaned_data
    facts = {"name": data["name"], "on": data["on"], "errors": sorted(data["refused"])}
    if form.data.get("action") == "accept":
        now = Expectation.of(found)
        facts |= {"errors": sorted(now.errors), "computed": dict(now.computed)}
    return facts


def _why(outcome: Outcome, labels: dict[str, str]):
    for path in outcome.refused:
        yield _("“%(label)s” was refused, but should be taken.") % {"label": label_at(path, labels)}
    for path in outcome.taken:
        yield _("“%(label)s” was taken, but should be refused.") % {"label": label_at(path, labels)}
    for each in outcome.miscalculated:
        yield _("“%(label)s” came to %(found)s instead of %(expected)s.") % {
            "label": label_at(each.path, labels),
            "found": _("nothing") if each.found is None else grouped(each.found),
            "expected": _("nothing") if each.expected is None else grouped(each.expected),
        }
