from django.http import HttpRequest
from django.utils import timezone

from portal.agencies.roles import Role
from portal.agencies.selectors import roles_of
from portal.audit.actors import Actor


def administrator(request: HttpRequest) -> Actor:
    """Who acts in these pages, under the post that makes him an administrator."""
    grants = roles_of(request.user, timezone.localdate())
    held = next((grant for grant in grants if grant.role is Role.ADMIN), None)
    return Actor.official(request.user, held)
