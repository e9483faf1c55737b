"""`GET places` and `GET places/{code}`: codes that addresses in electronic forms are made of."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from portal.agencies.places import Country

router = Router(tags=["places"])


class PlaceOut(Schema):
    code: str
    name: str


class PlaceList(Schema):
    results: list[PlaceOut]


@router.get("places", response=PlaceList, summary="Provinces and cities today")
def provinces(request: HttpRequest) -> dict[str, list]:
    return _listed(Country(timezone.localdate()).provinces())


@router.get("places/{code}", response=PlaceList, summary="Communes of a province today")
def communes(request: HttpRequest, code: str) -> dict[str, list]:
    """Communes, wards and special zones; 404 for a province that does not exist."""
    country = Country(timezone.localdate())
    if code not in dict(country.provinces()):
        raise Http404
    return _listed(country.communes(code))


def _listed(places: list[tuple[str, str]]) -> dict[str, list]:
    return {"results": [{"code": code, "name": name} for code, name in places]}
