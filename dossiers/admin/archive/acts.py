"""What an official does with one dossier: close it now, have it packed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.desks import WORKERS
from dossiers.errors import DossierError
from dossiers.permissions import visible_to
from dossiers.services.archive.close import close
from dossiers.services.archive.package import order_package
from portal.accounts.limits import hit
from portal.admin_site.views import official_view


@require_POST
@official_view(*WORKERS)
def act(request: HttpRequest, public_id) -> HttpResponse:
    dossier = visible_to(request.user, timezone.localdate()).filter(public_id=public_id).first()
    action = request.POST.get("action", "")
    if dossier is None or action not in ("close", "pack"):
        raise Http404
    try:
        if action == "close":
            close(dossier=dossier, by=request.user)
            messages.success(request, _("The dossier is closed and in the archive."))
        else:
            hit("print_by_person", request.user.pk)
            order_package(dossier=dossier, by=request.user, actor=request.actor)
            messages.success(request, _("The dossier is being packed. Its link appears here."))
    except DossierError as refused:
        messages.error(request, refused.message)
    return redirect(dossier.desk_url)
