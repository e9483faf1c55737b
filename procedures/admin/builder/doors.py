"""The door of every page of one version, and what its refusals look like."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.admin_site.views import official_view
from portal.kernel.numbers import whole_number
from procedures.admin.builder.around import around
from procedures.builder.limits import TooLarge
from procedures.builder.tree import NoSuchPlace, StillUsed
from procedures.errors import CatalogueError, SomebodyWasFaster
from procedures.models import EFormVersion
from procedures.permissions import EDITORS
from procedures.services.edit_form import Edit, edit_form

View = Callable[..., HttpResponse]

editors = official_view(*EDITORS)


def on_version(view: View) -> View:
    """Editors only; a version, section or question that does not exist is 404.

    Whatever a verb refuses comes back in words, and what was typed comes back with it.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @editors
    @wraps(view)
    def inner(request: HttpRequest, form: str, number: int, **kwargs: Any) -> HttpResponse:
        versions = EFormVersion.objects.select_related("form")
        version = get_object_or_404(versions, form__key=form, number=number)
        try:
            return view(request, version, **kwargs)
        except NoSuchPlace:
            raise Http404 from None
        except SomebodyWasFaster as faster:
            return _collided(request, version, faster)
        except StillUsed as used:
            told = _("Others ask for this: %(labels)s. Change them first.")
            return _refused(request, told % {"labels": ", ".join(used.labels)})
        except (TooLarge, CatalogueError) as refused:
            return _refused(request, str(refused))

    return inner


def store(request: HttpRequest, version: EFormVersion, edit: Edit, what: str) -> EFormVersion:
    """Carries an edit out for the reader of the page; raises what `edit_form` raises."""
    return edit_form(
        version=version, by=request.actor, expected_edits=edits_of(request), edit=edit, what=what
    )


def edits_of(request: HttpRequest) -> int:
    """The state of the draft that the page was made from; 0, which never is, when it is forged."""
    return whole_number(request.POST.get("edits"))


def show(
    request: HttpRequest,
    version: EFormVersion,
    name: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of the version, with the outline and the tools beside it."""
    shown = {**request.desk, **around(version, context.get("here", "")), **context}
    return render(request, f"admin/eforms/{name}.html", shown, status=status)


def to(version: EFormVersion, name: str, *args: Any) -> str:
    """The address of a page of the version."""
    return reverse(f"eforms:{name}", args=[version.form.key, version.number, *args])


def last_change(version: EFormVersion):
    """The newest row of the history of the version, with who wrote it."""
    return version.history.select_related("history_user").order_by("-history_id").first()


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect(request.path)


def _collided(
    request: HttpRequest, version: EFormVersion, faster: SomebodyWasFaster
) -> HttpResponse:
    if request.htmx:
        messages.error(request, str(faster))
        return HttpResponse(headers={"HX-Redirect": request.path})
    last = last_change(version)
    context = {
        **request.desk,
        "version": version,
        "message": faster.message,
        "by": last.history_user.full_name if last and last.history_user else "",
        "at": last.history_date if last else None,
        "back": request.path,
        "typed": [
            (label, ", ".join(words) if isinstance(words, list) else words)
            for label, words in getattr(request, "typed", ())
            if words and words is not True
        ],
    }
    return render(request, "admin/eforms/conflict.html", context, status=409)
