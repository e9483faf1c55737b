"""Anyone can check a paper. Its code alone gives one word, the secret of the QR code the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from portal.documents.checking import check_secret, secret_matches
from portal.documents.comparison import Comparison, compare
from portal.documents.forms import CodeForm, CompareForm
from portal.documents.links import link
from portal.documents.models import IssuedDocument
from portal.documents.registry import way_to
from portal.documents.selectors import checkable


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """The form for people who hold a paper without its QR code."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("documents:check", code=form.cleaned_data["code"])
    return render(request, "documents/check_ask.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What is known about the paper with this code. An unknown code is 404, secret or not."""
    document = checkable(code)
    secret = request.GET.get("k", "")
    opened = secret_matches(secret, document.secret_hash if document else "")
    form = CompareForm(*_posted(request) if opened else ())
    context = {
        "code": code,
        "document": document,
        "opened": opened,
        "wrong_secret": bool(secret) and not opened,
        "form": CodeForm(initial={"code": code}) if document is None else form,
        "comparison": _compared(form, document) if opened else None,
    }
    if document and opened:
        context |= _own(request, document) | _successor(document)
    response = render(request, "documents/check.html", context, status=200 if document else 404)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _posted(request: HttpRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _compared(form: CompareForm, document: IssuedDocument) -> Comparison | None:
    return compare(form.cleaned_data["file"], document) if form.is_valid() else None


def _own(request: HttpRequest, document: IssuedDocument) -> dict:
    """The original, for those who may read it, or the way to it."""
    way = way_to(request, document)
    if way is None:
        return {}
    has_twin = document.twin_id is not None
    return {"original": way or link(document.file, request.user), "has_twin": has_twin}


def _successor(document: IssuedDocument) -> dict:
    """The way to the paper that replaced this one, already opened."""
    after = document.replaced_by
    return {"successor": after, "successor_secret": check_secret(after.code)} if after else {}
