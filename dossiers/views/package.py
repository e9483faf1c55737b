"""The owner takes his whole dossier home."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.errors import DossierError
from dossiers.models import Dossier
from dossiers.models.mandate import Power
from dossiers.rules.lookup import Item
from dossiers.selectors.messages import applicant_in
from dossiers.services.archive.package import order_package
from dossiers.views.doors import with_dossier_to
from dossiers.views.levels import sure_of
from portal.accounts.limits import hit


@require_POST
@with_dossier_to(Power.RECEIVE)
@sure_of(Item.RESULT)
def order(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """`/ho-so/<id>/dong-goi/`: the button of the page of the dossier."""
    hit("print_by_person", request.user.pk)
    try:
        actor = applicant_in(request.user, dossier, timezone.localdate())
        order_package(dossier=dossier, by=request.user, actor=actor)
    except DossierError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Your dossier is being packed. Come back in a few minutes."))
    return redirect(dossier)
