"""The post for the owner: chosen while filing, or later on the dossier; cancelled, tried again."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dossiers.errors import Conflict, DossierError, Invalid
from dossiers.forms.filing import ReturnWayForm
from dossiers.forms.post import AddressForm, FetchForm, start_address
from dossiers.models import Dossier, Draft, PostService, Shipment
from dossiers.models.dossier import ReturnWay
from dossiers.models.mandate import Power
from dossiers.models.shipment import Direction
from dossiers.rules.postage import grams_of
from dossiers.selectors.draft_post import ways_for
from dossiers.selectors.postage import USUAL_SHEETS, Address, Price, offered, price_for, prices
from dossiers.selectors.shipments import failed_shipment, open_shipment, shipments_of
from dossiers.services.choose_return_way import choose_return_way
from dossiers.services.shipments.again import collect_at_desk, send_again
from dossiers.services.shipments.cancel import cancel_shipment
from dossiers.services.shipments.request import may_ask, request_shipment
from dossiers.views.doors import with_dossier_to, with_draft
from dossiers.views.draft import LATER
from dossiers.views.errors import put_errors
from dossiers.views.steps import step_after, trail
from portal.accounts.limits import hit
from portal.integrations.selectors import when_down

COMMUNES = "communes"
LEADS = {
    Direction.IN: gettext_lazy(
        "The carrier comes to your home and brings the originals to the desk."
    ),
    Direction.OUT: gettext_lazy("The carrier brings the result to your home."),
}


@dataclass
class Way:
    """One direction on a page: its form, who carries, what each zone costs, why it is slow."""

    direction: Direction
    service: PostService
    form: AddressForm
    prices: list[Price]
    down: str

    @property
    def id(self) -> str:
        return f"post-{self.direction.lower()}"


@with_draft
def return_way(request: HttpRequest, draft: Draft) -> HttpResponse:
    """How the result comes, and whether the post fetches the originals."""
    today = timezone.localdate()
    told = _told(request)
    start = {"return_way": request.POST.get("return_way", draft.return_way)}
    form = ReturnWayForm(told, initial=start, ways=ways_for(draft, today))
    fetches = "fetch" in request.POST if request.POST else Direction.IN in draft.post
    fetch = FetchForm(told, initial={"fetch": fetches})
    ways = _ways(request, draft.desk, draft.post, today)
    if told is not None and _keep(request, draft, form, fetch, ways, today):
        if request.POST.get("action") == LATER:
            return redirect("dossiers:draft", draft.public_id)
        return redirect(step_after(draft, today, "return").url)
    context = {
        "draft": draft,
        "form": form,
        "fetch": fetch,
        "ways": ways,
        **trail(draft, today, "return"),
    }
    return render(request, "dossiers/return_way.html", context)


def _told(request: HttpRequest) -> QueryDict | None:
    """What was sent to be kept; a page that only brings the communes judges nothing."""
    is_sent = request.method == "POST" and request.POST.get("action") != COMMUNES
    return request.POST if is_sent else None


def _ways(request: HttpRequest, desk: Any, kept: dict, today: date) -> dict[str, Way]:
    """What is on offer at this desk, by direction."""
    found = {}
    for direction in (Direction.OUT, Direction.IN):
        service = offered(desk, direction, today)
        if service is None:
            continue
        prefix = direction.lower()
        start = _typed(request, prefix) or start_address(request.user, kept.get(direction))
        form = AddressForm(_told(request), prefix=prefix, start=start, path=request.path)
        cost = prices(service, grams_of(USUAL_SHEETS), today)
        found[direction] = Way(direction, service, form, cost, when_down(service.carrier))
    return found


def _typed(request: HttpRequest, prefix: str) -> Address | None:
    """What stands in the fields of a page that brings the communes."""
    if request.method != "POST":
        return None
    names = (field.name for field in fields(Address))
    return Address(**{name: request.POST.get(f"{prefix}-{name}", "") for name in names})


def _keep(request, draft: Draft, form, fetch, ways: dict[str, Way], today: date) -> bool:
    """Keep the choice when all that was chosen is in order; errors stand at their fields."""
    fetch.is_valid()
    if not form.is_valid():
        return False
    way = form.cleaned_data["return_way"]
    wanted = [Direction.OUT] if way == ReturnWay.POST else []
    wanted += [Direction.IN] if fetch.cleaned_data.get("fetch") and Direction.IN in ways else []
    asked = [ways[direction] for direction in wanted]
    # A form that was not asked for is not judged.
    for other in ways.values():
        if other not in asked:
            other.form.is_bound = False
    fine = [_priced(each, draft.desk, today) for each in asked]
    if not all(fine):
        return False
    post = {each.direction.value: each.form.address() for each in asked}
    choose_return_way(draft=draft, by=request.user, way=way, post=post)
    return True


def _priced(way: Way, desk: Any, today: date) -> bool:
    """Whether the address is in order and the carrier goes there."""
    if not way.form.is_valid():
        return False
    try:
        price_for(desk, way.direction, way.form.address(), today)
    except Invalid as invalid:
        put_errors(way.form, invalid.errors)
    return way.form.is_valid()


@require_http_methods(["GET", "HEAD", "POST"])
@with_dossier_to(Power.RECEIVE)
def receive(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """`/ho-so/<id>/buu-chinh/nhan/`: have the result brought home, also after a try that failed."""
    return _choose(request, dossier, Direction.OUT)


@require_http_methods(["GET", "HEAD", "POST"])
@with_dossier_to(Power.RECEIVE)
def send(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """`/ho-so/<id>/buu-chinh/gui/`: have the originals fetched."""
    return _choose(request, dossier, Direction.IN)


def _choose(request: HttpRequest, dossier: Dossier, way: Direction) -> HttpResponse:
    parcels = shipments_of(dossier)
    failed = failed_shipment(dossier, parcels) if way == Direction.OUT else None
    page = _page(request, dossier, way, failed)
    if page is None:
        messages.warning(request, _("The post cannot be chosen for this dossier now."))
        return redirect(dossier)
    told = _told(request)
    if told is not None and _priced(page, dossier.receiving_agency, timezone.localdate()):
        try:
            _ask(request, dossier, way, page.form.address(), failed)
        except (Conflict, Invalid) as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("The post is asked for."))
        return redirect(dossier)
    context = {"dossier": dossier, "way": page, "lead": LEADS[way], "again": failed is not None}
    return render(request, "dossiers/post_choose.html", context)


def _page(request, dossier: Dossier, way: Direction, failed: Shipment | None) -> Way | None:
    if not may_ask(dossier, way) or open_shipment(dossier, way) is not None:
        return None
    kept = {way: _address_of(failed).as_json()} if failed else {}
    return _ways(request, dossier.receiving_agency, kept, timezone.localdate()).get(way)


def _ask(request, dossier: Dossier, way: Direction, address: Address, failed) -> None:
    hit("parcel_by_person", request.user.pk)
    if failed is not None:
        send_again(shipment=failed, by=request.user, address=address)
    else:
        request_shipment(dossier=dossier, by=request.user, direction=way, address=address)


def _address_of(shipment: Shipment) -> Address:
    return Address(
        person=shipment.person,
        phone=shipment.phone,
        province=shipment.province_code,
        commune=shipment.commune_code,
        detail=shipment.detail,
        email=shipment.email,
        note=shipment.note,
    )


@require_http_methods(["POST"])
@with_dossier_to(Power.RECEIVE)
def act(request: HttpRequest, dossier: Dossier, shipment_id) -> HttpResponse:
    """Cancel a parcel, or come for the result oneself after a delivery that failed."""
    shipment = dossier.shipments.filter(public_id=shipment_id).first()
    if shipment is None:
        raise Http404
    try:
        if request.POST.get("action") == "cancel":
            cancel_shipment(shipment=shipment, by=request.user, as_owner=True)
            messages.success(request, _("Cancelled. Nobody comes for it."))
        elif request.POST.get("action") == "at_desk":
            collect_at_desk(shipment=shipment, by=request.user)
            messages.success(request, _("Collect the result at the desk with your receipt."))
    except DossierError as refused:
        messages.warning(request, str(refused))
    return redirect(dossier)
