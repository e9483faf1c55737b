"""Keeping a list with its filters and columns, alone or for the unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.admin.listing import asked_for, filter_form
from dossiers.errors import DossierError, Invalid
from dossiers.models import SavedList
from dossiers.services.saved_lists import forget_list, save_list
from portal.admin_site.views import official_view
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.kernel.numbers import whole_number

WORKERS = (Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR)


@require_POST
@official_view(*WORKERS)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the list that was on the screen: only what a list understands of its address."""
    if request.POST.get("action") == "forget":
        return _forget(request)
    on = timezone.localdate()
    query = QueryDict(request.POST.get("query", "").lstrip("?"))
    asked = asked_for(request.user, query, on, filter_form(request.user, query, on))
    unit = Agency.objects.filter(pk=whole_number(request.POST.get("unit"))).first()
    try:
        save_list(
            by=request.user,
            name=request.POST.get("name", ""),
            query=asked.query(),
            columns=asked.columns,
            unit=unit,
        )
    except Invalid as invalid:
        messages.error(request, " ".join(str(words) for words in invalid.errors.values()))
    except DossierError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The list is kept."))
    return redirect(reverse("desk:list") + asked.query())


def _forget(request: HttpRequest) -> HttpResponse:
    kept = get_object_or_404(SavedList, pk=whole_number(request.POST.get("saved")))
    try:
        forget_list(kept=kept, by=request.user)
    except DossierError as refused:
        messages.error(request, refused.message)
    return redirect("desk:list")
