"""The address a request came from, behind a known number of proxies."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client as the outermost trusted proxy saw it; IPv6 by its /64, the size of one home.

    With `TRUSTED_PROXIES` = n the n-th entry from the right of X-Forwarded-For counts; what stands
    left of it anybody may have written. Fewer entries than proxies: the request came another way,
    and the connection's own address counts.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else []
    chosen = seen[-proxies].strip() if proxies and len(seen) >= proxies else direct
    try:
        address = ip_address(chosen)
    except ValueError:
        return direct
    if isinstance(address, IPv6Address):
        return str(IPv6Network(f"{address}/64", strict=False).network_address)
    return str(address)
