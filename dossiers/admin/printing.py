"""The form with its answers, for an official at work on the dossier."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dossiers.admin.views import WORKERS
from dossiers.selectors.desk import desk_dossier
from dossiers.selectors.sheets import sheet_of_dossier
from dossiers.views.printing import sheet_file
from portal.admin_site.views import official_view
from portal.audit.purposes import Purpose
from portal.audit.services import looked


@require_safe
@official_view(*WORKERS)
def desk_sheet(request: HttpRequest, public_id: UUID, ending: str) -> HttpResponse:
    """A dossier that the official may not open is 404. Each look is written down for its owner."""
    dossier = desk_dossier(request.user, public_id, timezone.localdate())
    if dossier is None:
        raise Http404
    looked(request.actor, dossier, dossier.owner_id, Purpose.PROCESSING)
    return sheet_file(request, dossier, ending, lambda: sheet_of_dossier(dossier))
