"""The owner's opinion on how his dossier is handled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dossiers.errors import Conflict, Invalid
from dossiers.forms.citizen import ComplainForm
from dossiers.models import Dossier
from dossiers.models.mandate import Power
from dossiers.services.explain import open_explanation
from dossiers.views.doors import with_dossier_to
from dossiers.views.errors import put_errors


@require_http_methods(["GET", "HEAD", "POST"])
@with_dossier_to(Power.FILE)
def complain(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """`/ho-so/<id>/y-kien/`: one opinion at a time; the agency answers by a date."""
    form = ComplainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_explanation(dossier=dossier, by=request.user, opinion=form.cleaned_data["opinion"])
            messages.success(request, _("We have your opinion. The agency answers you."))
        except Conflict as already:
            messages.info(request, str(already))
        except Invalid as invalid:
            put_errors(form, invalid.errors)
        if not form.errors:
            return redirect(dossier)
    return render(request, "dossiers/complain.html", {"dossier": dossier, "form": form})
