"""Who may do what in the pages of the catalogue editor, and how a refusal is told."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from portal.accounts.posts import grants_of
from portal.admin_site.model_admin import ByRole
from portal.agencies.selectors import Grant
from portal.audit.actors import Actor
from procedures.errors import CatalogueError
from procedures.permissions import EDITORS, PUBLISHERS


def actor(request: HttpRequest) -> Actor:
    """The person at work, under the post that allows most in the catalogue."""
    return Actor.official(request.user, _post(request))


def _post(request: HttpRequest) -> Grant | None:
    ranked = sorted(grants_of(request.user), key=lambda grant: grant.role not in PUBLISHERS)
    return next((each for each in ranked if each.role in EDITORS), None)


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """What a verb of the catalogue refuses stands at the top of the next page."""
    try:
        yield
    except CatalogueError as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)


class CatalogueAccess(ByRole):
    """Editors of the catalogue see and edit; nobody deletes what others may refer to."""

    view_roles = change_roles = EDITORS
