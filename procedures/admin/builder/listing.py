"""The list of forms, a new form, the versions of one."""

from collections.abc import Iterable

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from procedures.admin.builder.doors import editors, to
from procedures.builder.tree import add_section
from procedures.eforms.definition import Definition
from procedures.eforms.words import Words
from procedures.errors import CatalogueError
from procedures.models import EForm, EFormVersion, Revision
from procedures.services.start_form import start_form, start_version
from procedures.workflow import State

PAGE = 50


class NewForm(django_forms.Form):
    title = django_forms.CharField(label=gettext_lazy("Title of the form"), max_length=300)
    title_en = django_forms.CharField(
        label=gettext_lazy("Title in English"), max_length=300, required=False
    )


@require_safe
@editors
def forms(request: HttpRequest) -> HttpResponse:
    """Every form with the state of its newest version and who uses it, cut by key."""
    words = request.GET.get("q", "").strip()[:100]
    found = EForm.objects.order_by("key")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(key__icontains=words))
    newest = Prefetch(
        "versions", EFormVersion.objects.order_by("-number").defer("content"), to_attr="newest"
    )
    after = request.GET.get("sau", "")[:80]
    rows = list(found.filter(key__gt=after).prefetch_related(newest)[: PAGE + 1])
    more = f"?q={words}&sau={rows[PAGE - 1].key}" if len(rows) > PAGE else ""
    context = {"rows": _with_uses(rows[:PAGE]), "words": words, "next_url": more}
    return render(request, "admin/eforms/list.html", {**request.desk, **context})


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new(request: HttpRequest) -> HttpResponse:
    """A form of one empty section, ready for its first question."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        title = Words(form.cleaned_data["title"], form.cleaned_data["title_en"])
        first = Words(_("First section"), "")
        definition, _key = add_section(Definition(title), first)
        draft = start_form(definition=definition, by=request.actor)
        messages.success(request, _("The form was begun. Put its questions in."))
        return redirect(to(draft, "outline"))
    status = 422 if form.errors else 200
    return render(request, "admin/eforms/new.html", {**request.desk, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def versions(request: HttpRequest, form: str) -> HttpResponse:
    """The versions of a form, newest first; the next one begins here."""
    held = get_object_or_404(EForm, key=form)
    if request.method == "POST" and request.POST.get("action") == "start":
        try:
            return redirect(to(start_version(form=held, by=request.actor), "outline"))
        except CatalogueError as refused:
            messages.error(request, str(refused))
            return redirect(request.path)
    using = Prefetch("revisions", Revision.objects.select_related("procedure").order_by("-pk"))
    rows = list(held.versions.order_by("-number").defer("content").prefetch_related(using))
    context = {"form": held, "rows": rows, "may_start": bool(rows) and rows[0].locked}
    return render(request, "admin/eforms/versions.html", {**request.desk, **context})


@require_safe
@editors
def of_revision(request: HttpRequest, pk: int) -> HttpResponse:
    """To the form that a revision uses; to the list where it uses none yet."""
    revision = get_object_or_404(Revision.objects.select_related("form__form"), pk=pk)
    if revision.form is None:
        messages.info(request, _("This revision has no form yet: choose one there, or build it."))
        return redirect("eforms:list")
    return redirect(to(revision.form, "outline"))


def _with_uses(rows: Iterable[EForm]) -> list[dict]:
    """Each form with its newest version and the procedures that use any of its versions."""
    rows = list(rows)
    revisions = Revision.objects.filter(
        form__form__in=rows, state__in=[State.DRAFT, State.PUBLISHED]
    ).select_related("procedure", "form")
    used: dict[int, dict[str, str]] = {}
    for revision in revisions.order_by("procedure__code", "number"):
        address = reverse("admin:procedures_revision_change", args=[revision.pk])
        used.setdefault(revision.form.form_id, {})[revision.procedure.code] = address
    return [
        {
            "form": row,
            "newest": row.newest[0] if row.newest else None,
            "uses": list(used.get(row.pk, {}).items()),
        }
        for row in rows
    ]
