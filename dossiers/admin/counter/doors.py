"""Who stands behind the counter, and whose visit or intake an address names."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dossiers.selectors.counter.intake import intake_of, visits_of
from portal.admin_site.views import official_view
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import agencies_in_scope

View = Callable[..., HttpResponse]


def counter_view(view: View) -> View:
    """A page of the clerks of a desk; `request.counter` is the desk."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @official_view(Role.DESK)
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.counter = desk_of(request)
        return view(request, *args, **kwargs)

    return opened


def desk_of(request: HttpRequest) -> Agency:
    """The desk where the official works: a service centre where the post covers one."""
    first = request.grants[0].agency
    if first.kind == Agency.Kind.SERVICE_CENTRE:
        return first
    inside = Agency.objects.filter(
        pk__in=agencies_in_scope(request.grants), kind=Agency.Kind.SERVICE_CENTRE
    )
    return inside.order_by("pk").first() or first


def with_visit(view: View) -> View:
    """Give the view a visit of the official's own desks; any other is not found."""

    @wraps(view)
    def opened(request: HttpRequest, public_id: UUID, **kwargs: Any) -> HttpResponse:
        visits = visits_of(request.user, timezone.localdate())
        visit = visits.filter(public_id=public_id).first()
        if visit is None:
            raise Http404
        return view(request, visit, **kwargs)

    return opened


def with_intake(view: View) -> View:
    """Give the view an intake that is still a draft; one that was received leads to its end."""

    @wraps(view)
    def opened(request: HttpRequest, public_id: UUID, **kwargs: Any) -> HttpResponse:
        intake = intake_of(request.user, public_id, timezone.localdate())
        if intake is None:
            raise Http404
        if intake.dossier is not None:
            return redirect("counter:done", intake.public_id)
        if intake.draft is None:
            return redirect("counter:visit", intake.visit.public_id)
        return view(request, intake, **kwargs)

    return opened
