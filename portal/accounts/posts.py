"""Which roles a person holds today, read once a request."""

from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.models import User
from portal.agencies.roles import Role
from portal.agencies.selectors import Grant, roles_of


def grants_of(user: User) -> list[Grant]:
    """Roles held today with their agencies; kept on the instance for the length of a request."""
    if not user.is_authenticated or not user.is_official:
        return []
    today = timezone.localdate()
    kept = getattr(user, "_grants", None)
    if kept is None or kept[0] != today:
        kept = (today, list(roles_of(user, today)))
        user._grants = kept
    return kept[1]


def holds(user: User, *roles: Role) -> bool:
    """Whether the person holds one of the roles today, in whatever agency."""
    return any(grant.role in roles for grant in grants_of(user))


def first_grant(request: HttpRequest, *roles: Role) -> Grant | None:
    """The grant under which the request acts: the first that has one of the roles, or any."""
    grants = grants_of(request.user)
    return next((grant for grant in grants if not roles or grant.role in roles), None)
