"""The sandbox by script: tests tell partners to fail and read what they got.

Only on loopback, and there is nothing behind it but invented data: no token is asked for.
"""

from dataclasses import asdict

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.demo.sandbox.faults import end_all_faults, fault_of, parse, set_fault
from portal.demo.sandbox.outward import move_portal
from portal.demo.sandbox.partners import BY_NAME
from portal.demo.sandbox.store import Store, clear_all
from portal.demo.sandbox.traffic import KIND


@csrf_exempt
def fault(request: HttpRequest, partner: str) -> JsonResponse:
    """Read how a partner behaves; set it with POST `mode`, `delay`, `status`, `part`."""
    _known(partner)
    if request.method == "POST":
        try:
            set_fault(partner, parse(request.POST.dict()))
        except ValueError as error:
            return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse(asdict(fault_of(partner)))


def traffic(request: HttpRequest, partner: str) -> JsonResponse:
    """What went to and fro, the oldest first."""
    _known(partner)
    return JsonResponse({"traffic": [found.data for found in Store(partner).read(KIND)]})


@csrf_exempt
@require_POST
def clear(request: HttpRequest, partner: str) -> JsonResponse:
    """The partner forgets everything."""
    Store(_known(partner)).clear()
    return JsonResponse({})


@csrf_exempt
@require_POST
def reset(request: HttpRequest) -> JsonResponse:
    """All partners forget everything and behave; the portal is at `portal`, if that is told."""
    end_all_faults()
    clear_all()
    move_portal(request.POST.get("portal", ""))
    return JsonResponse({})


def _known(partner: str) -> str:
    if partner not in BY_NAME:
        raise Http404
    return partner
