"""Nothing typed is lost: a post that met an ended session is kept and given back, unsent.

What is kept belongs to the browser that sent it. A request without the browser's cookie, such as
one that another site caused, keeps nothing.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils import timezone

from portal.accounts import devices
from portal.accounts.limits import LimitReached, hit_device_and_address
from portal.accounts.models import KeptPost, User
from portal.accounts.rules.kept import Pairs, is_secret_page, worth_keeping

UNREADABLE = (RequestDataTooBig, MultiPartParserError, SuspiciousOperation, OSError)
PARAMETER = "giu-lai"


def keep_post(*, request: HttpRequest, owner: User | None = None) -> KeptPost | None:
    """Keep what the request carries for `KEPT_POST_HOURS`; None when there is nothing to keep, or
    when this browser or its network has had too much kept.

    It belongs to the person signed in, else to `owner`, else to whoever signs in here next.
    """
    if getattr(request, "new_device", False) or _is_secret(request.path_info):
        return None
    try:
        posted, files = request.POST, request.FILES
    except UNREADABLE:
        return None
    pairs = worth_keeping((name, value) for name in posted for value in posted.getlist(name))
    if (
        not any(value.strip() for _name, value in pairs)
        or _size(pairs) > settings.KEPT_POST_MAX_BYTES
    ):
        return None
    try:
        hit_device_and_address(request, "keep")
    except LimitReached:
        return None
    return KeptPost.objects.create(
        user=request.user if request.user.is_authenticated else owner,
        device_hash=devices.device_hash(request),
        path=request.get_full_path()[:2000],
        fields=[list(pair) for pair in pairs],
        left_out=[file.name[:200] for name in files for file in files.getlist(name)],
        expires_at=timezone.now() + timedelta(hours=settings.KEPT_POST_HOURS),
    )


def find_kept(*, request: HttpRequest, kept_id: UUID) -> KeptPost | None:
    """What is kept under this id for this browser and this person; None for anyone else."""
    mine = Q(user=None)
    if request.user.is_authenticated:
        mine |= Q(user=request.user)
    found = KeptPost.objects.filter(
        mine,
        pk=kept_id,
        device_hash=devices.device_hash(request),
        expires_at__gt=timezone.now(),
        given_back_at=None,
    )
    return found.first()


def claim_kept(*, kept: KeptPost, request: HttpRequest) -> KeptPost:
    """Once put back by a person signed in, it belongs to that person alone."""
    if kept.user_id is None and request.user.is_authenticated:
        kept.user = request.user
        kept.save(update_fields=["user"])
    return kept


def close_kept(*, kept: KeptPost) -> None:
    """The person has it back, or does not want it: the words are wiped."""
    kept.fields, kept.given_back_at = [], timezone.now()
    kept.save(update_fields=["fields", "given_back_at"])


def given_back(request: HttpRequest) -> QueryDict | None:
    """For form views: what was kept for this page, to fill the form with, unsent.

    Reads `?giu-lai=<id>`, which the page of kept forms puts into the address.
    """
    try:
        kept_id = UUID(request.GET.get(PARAMETER, ""))
    except ValueError:
        return None
    kept = find_kept(request=request, kept_id=kept_id)
    if kept is None or kept.path.partition("?")[0] != request.path:
        return None
    values = QueryDict(mutable=True)
    for name, value in kept.fields:
        values.appendlist(name, value)
    return values


def sweep_kept() -> int:
    """Delete what nobody may have back any more; returns how many."""
    over = Q(expires_at__lte=timezone.now()) | Q(given_back_at__isnull=False)
    return KeptPost.objects.filter(over).delete()[0]


def _is_secret(path: str) -> bool:
    try:
        return is_secret_page(resolve(path).view_name)
    except Resolver404:
        return True


def _size(pairs: Pairs) -> int:
    return sum(len(name) + len(value) for name, value in pairs)
