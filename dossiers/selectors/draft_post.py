"""What a draft says of the post: the ways on offer, the addresses, what is wrong with them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Draft, PostService
from dossiers.models.dossier import ReturnWay
from dossiers.models.shipment import Direction
from dossiers.selectors.postage import Address, Quote, offered, price_for
from portal.agencies.places import address_line

NO_ADDRESS = _("Write the address for the post.")


@dataclass(frozen=True)
class Chosen:
    """A parcel as the draft wants it, with its price; `error` when it cannot be had like this."""

    direction: Direction
    address: Address
    service: PostService | None = None
    price: Quote | None = None
    error: str | Promise = ""

    @property
    def line(self) -> str:
        """The address in one line."""
        return address_line(self.address.province, self.address.commune, self.address.detail)


def ways_for(filing: Any, on: date) -> list[ReturnWay]:
    """How a result can be had; by post where a carrier serves the desk and its price is known."""
    by_post = offered(filing.desk, Direction.OUT, on) is not None
    return [ReturnWay.ONLINE, ReturnWay.DESK, *([ReturnWay.POST] if by_post else [])]


def chosen_post(draft: Draft, on: date) -> list[Chosen]:
    """The parcels of a draft, papers first."""
    found = []
    for direction in Direction:
        wanted = direction == Direction.IN or draft.return_way == ReturnWay.POST
        if wanted and direction in draft.post:
            found.append(_priced(draft, direction, Address(**draft.post[direction]), on))
    return found


def _priced(draft: Draft, direction: Direction, address: Address, on: date) -> Chosen:
    try:
        service, price = price_for(draft.desk, direction, address, on)
    except Invalid as invalid:
        return Chosen(direction, address, error=next(iter(invalid.errors.values())))
    return Chosen(direction, address, service, price)


def post_error(draft: Draft, on: date) -> str | Promise:
    """Why the draft cannot be sent with the post as it is chosen; empty when it can."""
    if draft.return_way == ReturnWay.POST and Direction.OUT not in draft.post:
        return NO_ADDRESS
    return next((each.error for each in chosen_post(draft, on) if each.error), "")
