"""`GET dossiers/{code}`: what a stranger may know."""

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from ninja.errors import Throttled

from dossiers.selectors.tracking import Anonymous, anonymous, find, normalise
from portal.accounts.limits import LimitReached, hit

router = Router(tags=["dossiers"])


class DossierOut(Schema):
    """Code and degree of completion: all that the law shows without proof."""

    code: str
    completion: int = Field(description="Degree of completion in percent.", ge=0, le=100)


@router.get("dossiers/{code}", response=DossierOut, summary="Degree of completion of a dossier")
def dossier(request: HttpRequest, code: str) -> Anonymous:
    """By dossier code or submission number (TT 01/2018/TT-VPCP, art. 16(2d))."""
    try:
        hit("tracking_thing", normalise(code), request.client_address)
        hit("tracking_address", request.client_address)
    except LimitReached as reached:
        raise Throttled(wait=reached.retry_after) from reached
    found = find(code)
    if found is None:
        raise Http404
    return anonymous(found)
