"""Who acts, in the shape the event log records."""

from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.posts import first_grant
from portal.agencies.roles import Role
from portal.agencies.selectors import Grant
from portal.audit.actors import Actor


def actor_of(request: HttpRequest, *roles: Role) -> Actor:
    """The person behind the request; an official with the agency and role he acts under.

    `roles` narrows which of several posts counts; none given, the first one held today.
    """
    user = request.user
    if not user.is_authenticated:
        return Actor.anonymous()
    grant = first_grant(request, *roles) if user.is_official else None
    return actor_for(user, grant)


def actor_for(user: User, grant: Grant | None = None) -> Actor:
    """The actor of a known person, under `grant` when he is an official at work."""
    return Actor.official(user, grant) if user.is_official else Actor.citizen(user)
