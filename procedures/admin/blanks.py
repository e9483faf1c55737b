"""The desk page on which an editor attaches the official forms of a draft."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.admin_site.views import official_view
from portal.documents.errors import UploadRefused
from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose
from procedures.admin.access import actor
from procedures.errors import CatalogueError
from procedures.models import Paper, Revision
from procedures.permissions import EDITORS
from procedures.services.attach_blank import attach_blank, detach_blank
from procedures.workflow import State

DETACH = "detach:"


class BlanksForm(forms.Form):
    """One chooser for each paper of the revision."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, papers: list[Paper], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for paper in papers:
            symbol = paper.form_symbol or _("no official form is named")
            field = forms.FileField(label=paper.name, required=False, help_text=symbol)
            field.widget.attrs["accept"] = allowance(Purpose.FORM_TEMPLATE).accept
            self.fields[name_of(paper)] = field


def name_of(paper: Paper) -> str:
    return f"paper-{paper.pk}"


@official_view(*EDITORS)
def blanks(request: HttpRequest, pk: int) -> HttpResponse:
    """`/quan-tri/mau-don/<revision>/`: every file chosen is kept at once; a bad one says why."""
    revision = Revision.objects.select_related("procedure").filter(pk=pk).first()
    if revision is None or revision.state != State.DRAFT:
        raise Http404
    papers = list(revision.papers.select_related("blank_form"))
    form = BlanksForm(
        request.POST or None,
        request.FILES or None,
        papers=papers,
        initial={"version": revision.version},
    )
    if request.method == "POST" and form.is_valid():
        _act(request, revision, papers, form)
        if not form.errors:
            messages.success(request, _("Done."))
            return redirect("blank_forms:edit", revision.pk)
    context = {
        **request.desk,
        "revision": revision,
        "form": form,
        "limits": allowance(Purpose.FORM_TEMPLATE),
        "rows": [_row(paper, form) for paper in papers],
    }
    return render(request, "admin/procedures/blanks.html", context)


def _act(request: HttpRequest, revision: Revision, papers: list[Paper], form: BlanksForm) -> None:
    """Each change raises the version by one, so the page follows its own."""
    version, by = form.cleaned_data["version"], actor(request)
    for paper in papers:
        name = name_of(paper)
        upload = form.cleaned_data.get(name)
        leaves = request.POST.get("action") == f"{DETACH}{paper.pk}"
        if not upload and not leaves:
            continue
        try:
            if leaves:
                detach_blank(paper=paper, by=by, expected_version=version)
            else:
                attach_blank(
                    paper=paper,
                    upload=upload,
                    owner=request.user,
                    by=by,
                    expected_version=version,
                )
            version += 1
        except (UploadRefused, CatalogueError) as refused:
            form.add_error(name, str(refused))


def _row(paper: Paper, form: BlanksForm) -> dict[str, Any]:
    file = paper.blank_form
    return {
        "field": form[name_of(paper)],
        "files": [{"name": file.name, "size": file.size, "remove": f"{DETACH}{paper.pk}"}]
        if file
        else [],
    }
