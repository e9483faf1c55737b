"""Who is away and who stands in."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.instructions import Day
from dossiers.selectors.absences import absences_for
from dossiers.selectors.desk import colleagues_of
from dossiers.services.absence import announce_absence, end_absence
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.kernel.numbers import whole_number

WORKERS = (Role.DESK, Role.OFFICER, Role.LEADER)


class AbsenceForm(forms.Form):
    official = forms.ModelChoiceField(label=gettext_lazy("Who is away"), queryset=None)
    deputy = forms.ModelChoiceField(label=gettext_lazy("Who stands in"), queryset=None)
    since = forms.DateField(label=gettext_lazy("First day"), widget=Day())
    until = forms.DateField(
        label=pgettext_lazy("absence", "Last day"),
        widget=Day(),
        required=False,
        help_text=gettext_lazy("Leave it empty when nobody knows yet."),
    )

    def __init__(self, data=None, *, user):
        day = timezone.localdate()
        super().__init__(data, initial={"official": user, "since": day}, auto_id="away_%s")
        for name in ("official", "deputy"):
            self.fields[name].queryset = colleagues_of(user, day)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WORKERS)
def absences(request: HttpRequest) -> HttpResponse:
    """Running and coming absences around the official; to announce one, to end one."""
    if request.POST.get("action") == "back":
        return _end(request)
    form = AbsenceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _announce(request, form):
        return redirect("desk:absences")
    rows = absences_for(request.user, timezone.localdate())
    context = {"form": form, "rows": rows, "today": timezone.localdate()}
    status = 422 if form.errors else 200
    return render(request, "dossiers/desk/absences.html", request.desk | context, status=status)


def _announce(request: HttpRequest, form: AbsenceForm) -> bool:
    try:
        absence = announce_absence(by=request.user, **form.cleaned_data)
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field, words)
        return False
    except DossierError as refused:
        form.add_error(None, str(refused.message))
        return False
    number = absence.moves.count()
    messages.success(
        request, _("On record. Dossiers moved to the deputy at once: %(n)s.") % {"n": number}
    )
    return True


def _end(request: HttpRequest) -> HttpResponse:
    rows = absences_for(request.user, timezone.localdate())
    absence = get_object_or_404(rows, pk=whole_number(request.POST.get("absence")))
    try:
        end_absence(absence=absence, by=request.user)
    except DossierError as refused:
        messages.error(request, refused.message)
    return redirect("desk:absences")
