"""How a procedure changed: its published revisions, and the difference between two of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from procedures.changes import compare_revisions
from procedures.models import Procedure, Revision
from procedures.selectors import procedure_of
from procedures.selectors.history import published_revisions


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Revisions with the days they were in force and the decision behind each."""
    procedure, revisions = _seen(code)
    context = {"procedure": procedure, "revision": procedure.current, "revisions": revisions}
    return render(request, "procedures/history.html", context)


@require_safe
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What one revision changed against the one before, or against any other (`?voi=`)."""
    procedure, revisions = _seen(code)
    new = _numbered(revisions, str(number))
    earlier = [each for each in revisions if each.number < number]
    wanted = request.GET.get("voi", "")
    old = _numbered(revisions, wanted) if wanted else next(iter(earlier), None)
    if old is None or old == new:
        raise Http404
    context = {
        "procedure": procedure,
        "revision": procedure.current,
        "old": old,
        "new": new,
        "comparison": compare_revisions(old, new),
    }
    return render(request, "procedures/change.html", context)


def _seen(code: str) -> tuple[Procedure, list[Revision]]:
    procedure = procedure_of(code)
    if procedure is None:
        raise Http404
    return procedure, published_revisions(procedure)


def _numbered(revisions: list[Revision], number: str) -> Revision:
    for revision in revisions:
        if str(revision.number) == number:
            return revision
    raise Http404
