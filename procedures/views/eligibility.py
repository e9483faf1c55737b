"""Questions before anything is filled in: is this for me, and in which situation?"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from procedures.eforms.django_form import SectionForm
from procedures.eforms.summary import summarise
from procedures.eligibility import SECTION, definition_of, outcome_of
from procedures.models import Case, EligibilityOutcome, Revision
from procedures.models.choices import PaperKind
from procedures.models.eligibility import Verdict
from procedures.selectors import papers_of, procedure_of, published
from procedures.selectors.blanks import downloads_of
from procedures.views.rows import paper_rows

TONES = {Verdict.MAY: "ok", Verdict.CASE: "ok", Verdict.OTHER: "warn", Verdict.MAY_NOT: "bad"}


@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request: HttpRequest, code: str) -> HttpResponse:
    """Asks and answers on one address. Answers travel in the body of a request, so that neither the
    address nor a log holds them, and are forgotten with the page."""
    procedure = procedure_of(code)
    questions = list(procedure.current.eligibility_questions.all()) if procedure else []
    if not questions:
        raise Http404
    today = timezone.localdate()
    definition = definition_of(questions)
    form = _form(definition, request, today)
    context = {"procedure": procedure, "revision": procedure.current, "form": form}
    if form.is_bound and form.is_valid():
        context |= _answer(procedure.current, form)
        return render(request, "procedures/eligibility_result.html", context)
    status = 422 if form.errors else 200
    return render(request, "procedures/eligibility.html", context, status=status)


def _form(definition, request: HttpRequest, today: date) -> SectionForm:
    """A question that the answers have only now brought up is shown without complaint."""
    data = request.POST if request.method == "POST" else None
    form = SectionForm(definition, SECTION, answers={}, today=today, data=data)
    wrong = set(form.evaluation.errors)
    if data is not None and wrong and not wrong & set(data):
        return SectionForm(definition, SECTION, answers={}, today=today, data=data, check=False)
    return form


def _answer(revision: Revision, form: SectionForm) -> dict:
    outcome = outcome_of(revision.eligibility_outcomes.all(), form.evaluation)
    case = _case(revision, outcome)
    papers = papers_of(revision, case)
    return {
        "outcome": outcome,
        "tone": TONES[Verdict(outcome.verdict)] if outcome else "info",
        "answers": summarise(form.definition, form.evaluation)[0].rows,
        "case": case,
        "advised": outcome is not None and outcome.verdict in (Verdict.MAY, Verdict.CASE),
        "hand_in": paper_rows(papers, PaperKind.HAND_IN),
        "to_show": paper_rows(papers, PaperKind.SHOW),
        "blanks": downloads_of(revision, papers),
        "returned": {},
        "other": published(outcome.other_code) if outcome and outcome.other_code else None,
    }


def _case(revision: Revision, outcome: EligibilityOutcome | None) -> Case | None:
    cases = list(revision.cases.all())
    key = outcome.case_key if outcome else ""
    return next((case for case in cases if case.key == key), cases[0] if cases else None)
