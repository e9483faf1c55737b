"""Tell a person something: one text, every way the person can be reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import translate_url
from django.utils import timezone

from portal.agencies.roles import Role
from portal.agencies.selectors import holders, root
from portal.audit.models import Event
from portal.messaging import sealed, texts
from portal.messaging.kinds import kind_of
from portal.messaging.letters import absolute
from portal.messaging.models import Delivery, Notice
from portal.messaging.registry import Matter, matter_of
from portal.messaging.services.climb import begin, stand_on
from portal.messaging.services.dispatch import dispatch, new_delivery, queue
from portal.messaging.ways import Reachable, way, ways_to


@transaction.atomic
def notify(
    event: Event | None,
    text: str,
    to: Reachable,
    context: Mapping[str, Any] | None = None,
    link: str = "",
) -> Notice:
    """Write the notice `text` for the account `to` and send it by every channel that is open.

    `text` names files of `templates/messages` (`dossiers/accepted_for_citizen`); they see `context`
    and the account as `recipient`, the short form also the whole address `link`. `link` is a path
    of the portal. Telling the same person the same text about the same event again gives back the
    first notice. A binding text (`portal.messaging.kinds`) climbs until it is proven to have
    arrived. Raises UndefinedInText when the text needs a name that `context` lacks.
    """
    language = texts.spoken(to.language)
    path = translate_url(link, language) if link else ""
    known = {"recipient": to, "link": absolute(path), **(context or {})}
    words = texts.render(text, language, known)
    matter = matter_of(event)
    content = {
        "language": language,
        "subject": words.subject,
        "body": words.body,
        "sms": words.sms,
        "link": path,
        "is_private": matter.sector in settings.SENSITIVE_SECTORS,
    }
    if event is None:
        notice, is_new = Notice.objects.create(recipient=to, text=text, **content), True
    else:
        notice, is_new = Notice.objects.get_or_create(
            event=event, recipient=to, text=text, defaults=content
        )
    if is_new:
        _send(notice, to, matter)
    return notice


def notify_administrators(event: Event, text: str, link: str) -> list[Notice]:
    """Tell everyone who administers the whole portal today."""
    today = timezone.localdate()
    top = root(today)
    ids = holders(Role.ADMIN, top, today) if top else []
    people = get_user_model().objects.filter(pk__in=ids).order_by("pk")
    return [notify(event, text, person, {}, link) for person in people]


def _send(notice: Notice, to: Reachable, matter: Matter) -> None:
    kind = kind_of(notice.text)
    ladder = begin(notice, matter.agency_id) if kind.binding else None
    ways = list(ways_to(to, notice.text, kind, matter, has_sms=bool(notice.sms)))
    deliveries = [dispatch(notice, chosen, kind) for chosen in ways]
    if ladder:
        stand_on(ladder, deliveries)


@transaction.atomic
def notify_address(
    event: Event | None,
    text: str,
    address: str,
    channel: str,
    context: Mapping[str, Any] | None = None,
    *,
    language: str = "vi",
    valid_until: datetime | None = None,
) -> Delivery:
    """Send `text` to an address that belongs to no account yet: a code that proves it.

    A `name` in `context` is used to greet. Address and words are kept encrypted until the delivery
    has ended, then dropped. After `valid_until` it is not sent any more. A delivery that cannot be
    made comes back SKIPPED with its reason. It goes at once, at any hour.
    """
    language = texts.spoken(language)
    words = texts.render(text, language, context or {})
    chosen = way(channel, address)
    delivery = new_delivery(chosen, text=text, valid_until=valid_until)
    if delivery.state == Delivery.State.QUEUED:
        body = words.sms or words.body if channel == Delivery.Channel.SMS else words.body
        delivery.sealed = sealed.seal(
            {
                "to": address,
                "name": str((context or {}).get("name", "")),
                "subject": words.subject,
                "body": body,
                "language": language,
            }
        )
    delivery.save()
    queue(event, delivery)
    return delivery
