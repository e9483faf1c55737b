"""The library of decision texts: read, drafted by one official, put into use by another."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.base import words
from dossiers.models import Wording, WordingVersion
from dossiers.models.desk import WordingState
from dossiers.models.desk.wording import USES
from dossiers.rules.wordings import KNOWN
from dossiers.services.wordings import draft_wording, publish_wording, withdraw_wording
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from procedures.models import Procedure

WORKERS = (Role.OFFICER, Role.LEADER)
MOST = 200
TONES = {WordingState.DRAFT: "warn", WordingState.PUBLISHED: "ok"}


class DraftForm(forms.Form):
    text = words(gettext_lazy("Wording of the decision"), rows=5)
    reason = words(
        gettext_lazy("Reason"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Needed for a refusal."),
    )
    citations = words(
        gettext_lazy("Provisions it rests on"),
        rows=2,
        required=False,
        help_text=gettext_lazy(
            "One a line: article, clause, point, text. An answer to a message needs none."
        ),
    )


class NewForm(DraftForm):
    procedure = forms.CharField(label=gettext_lazy("Code of the procedure"), max_length=8)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Used for"), choices=USES, widget=forms.RadioSelect
    )
    ground = forms.CharField(
        label=gettext_lazy("Ground, in a few words"),
        max_length=200,
        help_text=gettext_lazy("How officials find it: “papers complete and right”."),
    )
    field_order = ["procedure", "outcome", "ground", "text", "reason", "citations"]

    def clean_procedure(self) -> Procedure:
        found = Procedure.objects.filter(code=self.cleaned_data["procedure"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no procedure of this code."))
        return found


@require_safe
@official_view(*WORKERS)
def library(request: HttpRequest) -> HttpResponse:
    """Every wording with its version in use, or its draft."""
    versions = WordingVersion.objects.exclude(state=WordingState.REPLACED)
    rows = versions.select_related("wording__procedure", "drafted_by").order_by(
        "wording__procedure__code", "wording__outcome", "wording__ground", "number", "pk"
    )[:MOST]
    context = {"rows": [{"version": row, "tone": TONES.get(row.state, "plain")} for row in rows]}
    return render(request, "dossiers/desk/wordings.html", request.desk | context)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def new(request: HttpRequest) -> HttpResponse:
    """A wording that there is not yet, with its first draft."""
    form = NewForm(request.POST or None, auto_id="wording_%s")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wording = Wording(
            procedure=said["procedure"], outcome=said["outcome"], ground=said["ground"]
        )
        made = _draft(request, wording, form)
        if made is not None:
            return redirect("wordings:one", pk=made.wording_id)
    status = 422 if form.errors else 200
    context = {"form": form, "known": KNOWN}
    return render(request, "dossiers/desk/wording_new.html", request.desk | context, status=status)


def _draft(request: HttpRequest, wording: Wording, form: DraftForm) -> WordingVersion | None:
    said = {key: form.cleaned_data[key] for key in ("text", "reason", "citations")}
    try:
        return draft_wording(wording=wording, by=request.user, actor=request.actor, **said)
    except Invalid as invalid:
        for field, error in invalid.errors.items():
            form.add_error(field if field in form.fields else None, error)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One wording: its versions, a new draft, putting it into use, taking it out of use."""
    wording = get_object_or_404(Wording.objects.select_related("procedure"), pk=pk)
    versions = list(wording.versions.select_related("drafted_by", "published_by"))
    latest = versions[0]
    form = DraftForm(
        request.POST if request.POST.get("action") == "draft" else None,
        initial={"text": latest.text, "reason": latest.reason, "citations": latest.citations},
        auto_id="wording_%s",
    )
    if request.method == "POST" and _acted(request, wording, latest, form):
        return redirect("wordings:one", pk=pk)
    context = {
        "wording": wording,
        "versions": [{"version": v, "tone": TONES.get(v.state, "plain")} for v in versions],
        "draft": latest if latest.state == WordingState.DRAFT else None,
        "in_use": any(v.state == WordingState.PUBLISHED for v in versions),
        "form": form,
        "known": KNOWN,
    }
    status = 422 if form.errors else 200
    return render(request, "dossiers/desk/wording.html", request.desk | context, status=status)


def _acted(request: HttpRequest, wording: Wording, latest: WordingVersion, form: DraftForm) -> bool:
    action = request.POST.get("action")
    if action == "draft":
        return form.is_valid() and _draft(request, wording, form) is not None
    if action not in ("publish", "withdraw"):
        raise Http404
    try:
        if action == "publish":
            seen = request.POST.get("seen", "").replace("\r\n", "\n")
            publish_wording(version=latest, by=request.user, actor=request.actor, seen=seen)
        else:
            withdraw_wording(wording=wording, by=request.user, actor=request.actor)
    except DossierError as refused:
        messages.error(request, refused.message)
    return True
