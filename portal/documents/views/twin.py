from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.documents import storage
from portal.documents.checking import check_secret
from portal.documents.papers import from_json
from portal.documents.registry import way_to
from portal.documents.selectors import checkable


@login_required
@require_safe
def twin(request: HttpRequest, code: str) -> HttpResponse:
    """The same paper as a web page, for its owner: easier to read on a phone and with a reader."""
    document = checkable(code)
    way = way_to(request, document) if document and document.twin else None
    if way is None:
        raise Http404
    if way:
        return redirect(way)
    paper = from_json(storage.read(document.twin.key))
    back = reverse("documents:check", kwargs={"code": code}) + f"?k={check_secret(code)}"
    response = render(
        request,
        paper.template,
        {"base": "documents/twin.html", "paper": paper, "head": paper.head, "back": back},
    )
    response["Cache-Control"] = "private, no-store"
    return response
