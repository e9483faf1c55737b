"""A form filled in as a sample, for somebody who does not exist."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.agencies.places import Country
from procedures.eforms import evaluate
from procedures.eforms.summary import summarise
from procedures.selectors import procedure_of
from procedures.selectors.help import help_for


@require_safe
def sample(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The sample as the form in force today shows it, marked as a sample (01/2018/TT-VPCP, Điều 5:
    fictitious data, the word MẪU on the page)."""
    procedure = procedure_of(code)
    known = help_for(procedure) if procedure else None
    found = next((each for each in known.samples if each.pk == pk), None) if known else None
    if found is None:
        raise Http404
    today = timezone.localdate()
    definition = procedure.current.form.definition
    circumstances = {"case": found.case_key} if found.case_key else {}
    evaluation = evaluate(definition, found.answers, today, circumstances, Country(today))
    context = {
        "procedure": procedure,
        "revision": procedure.current,
        "sample": found,
        "sections": summarise(definition, evaluation),
    }
    return render(request, "procedures/sample.html", context)
