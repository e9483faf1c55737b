"""Asking other agencies, and answering them."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words
from dossiers.models import Dossier, Task
from dossiers.models.task import TaskKind, TaskOutcome
from dossiers.rules.coordination import OPINION_WORKING_DAYS
from dossiers.selectors.tasks import Request, planned, was_filed_on_paper
from dossiers.services.answer_task import OUTCOMES
from portal.agencies.models import Agency
from portal.agencies.selectors import divisions_of
from portal.kernel.clock import Unit
from procedures.models.choices import HandOver

ROWS = 4
LIMIT_UNITS = [(Unit.WORKING_DAY, _("working days")), (Unit.WORKING_HOUR, _("working hours"))]


class RequestForm(forms.Form):
    """One row of the plan; a row without an agency asks nothing."""

    agency = forms.ModelChoiceField(label=_("Agency or unit"), queryset=None, required=False)
    kind = forms.ChoiceField(label=_("What for"), choices=TaskKind.choices)
    content = words(_("What is wanted"), rows=2, required=False)
    limit = forms.IntegerField(label=_("Time to answer"), min_value=1, max_value=365)
    limit_unit = forms.ChoiceField(label=_("Unit of time"), choices=LIMIT_UNITS)
    stage = forms.IntegerField(
        label=_("Turn"),
        min_value=1,
        max_value=ROWS,
        help_text=_("The same number: side by side. A higher number waits for the lower ones."),
    )
    hand_over = forms.ChoiceField(label=_("How it is passed on"), choices=HandOver.choices)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

    def clean(self):
        agency, content = self.cleaned_data.get("agency"), self.cleaned_data.get("content")
        if agency and not content:
            self.add_error("content", _("Write what you ask of this agency."))
        if content and not agency:
            self.add_error("agency", _("Choose the agency that is to answer."))
        return self.cleaned_data

    def request(self) -> Request | None:
        given = self.cleaned_data
        return Request(**given) if given.get("agency") else None


class CoordinateForm(DeskForm):
    """The plan as rows, filled in from the process of the procedure."""

    def prepare(self):
        today = timezone.localdate()
        agencies = Agency.objects.in_force(today).exclude(pk=self.dossier.holder_id)
        plan = [_as_initial(request) for request in planned(self.dossier, today)]
        empty = [_empty(self.dossier, turn) for turn in range(len(plan) + 1, ROWS + 1)]
        self.rows = [
            RequestForm(
                self.data if self.is_bound else None,
                prefix=f"r{number}",
                initial=initial,
                agencies=agencies,
            )
            for number, initial in enumerate([*plan, *empty], start=1)
        ]

    def is_valid(self):
        rows = [row.is_valid() for row in self.rows]
        return super().is_valid() and all(rows)

    def mistakes(self) -> list[tuple[str, str]]:
        """What must be mended in the rows, each with the id of its field."""
        return [
            (row[name].id_for_label, f"{row[name].label}: {words}")
            for row in self.rows
            for name, errors in row.errors.items()
            for words in errors
        ]

    def arguments(self):
        requests = [request for row in self.rows if (request := row.request())]
        return {"requests": requests}


def _as_initial(request: Request) -> dict:
    return {
        "agency": request.agency,
        "kind": request.kind,
        "content": request.content,
        "limit": request.limit,
        "limit_unit": request.limit_unit,
        "stage": request.stage,
        "hand_over": request.hand_over,
    }


def _empty(dossier: Dossier, turn: int) -> dict:
    on_paper = was_filed_on_paper(dossier)
    return {
        "kind": TaskKind.OPINION,
        "limit": OPINION_WORKING_DAYS.on(dossier.rules_day),
        "limit_unit": Unit.WORKING_DAY,
        "stage": turn if on_paper else 1,
        "hand_over": HandOver.PAPER if on_paper else HandOver.SYSTEM,
    }


class GoOnForm(DeskForm):
    reason = words(_("Why the others are asked all the same"), rows=2)


class CallOffForm(DeskForm):
    reason = words(_("Why"), rows=2, help_text=_("The agency that was asked reads it."))


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Conclusion"), widget=forms.RadioSelect)
    answer = words(_("Wording of the answer"), rows=6)

    def __init__(self, data=None, *, task: Task):
        initial = {"outcome": task.outcome, "answer": task.answer}
        super().__init__(data, initial=initial, auto_id="answer_%s")
        self.fields["outcome"].choices = [
            (outcome, TaskOutcome(outcome).label) for outcome in OUTCOMES[task.kind]
        ]


class PassOnForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=None)

    def __init__(self, data=None, *, task: Task):
        super().__init__(data, auto_id="unit_%s")
        self.fields["unit"].queryset = divisions_of(task.agency).exclude(pk=task.unit_id)
