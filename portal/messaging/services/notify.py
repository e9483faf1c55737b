"""Tell a person something: one text, every way the person can be reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import translate_url
from django.utils import timezone

from portal.audit.models import Event
from portal.integrations.services import put
from portal.messaging import sealed, texts
from portal.messaging.masks import masked
from portal.messaging.models import Delivery, Notice
from portal.messaging.ways import Reachable, Way, way, ways_to

HANDLERS = {Delivery.Channel.EMAIL: "messaging.email", Delivery.Channel.SMS: "messaging.sms"}


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
    and the account as `recipient`. `link` is a path of the portal. Telling the same person the same
    text about the same event again gives back the first notice. Raises UndefinedInText when the
    text needs a name that `context` lacks.
    """
    language = texts.spoken(to.language)
    words = texts.render(text, language, {"recipient": to, **(context or {})})
    content = {
        "language": language,
        "subject": words.subject,
        "body": words.body,
        "sms": words.sms,
        "link": translate_url(link, language) if link else "",
    }
    if event is None:
        notice, is_new = Notice.objects.create(recipient=to, text=text, **content), True
    else:
        notice, is_new = Notice.objects.get_or_create(
            event=event, recipient=to, text=text, defaults=content
        )
    if is_new:
        for chosen in ways_to(to, has_sms=bool(words.sms)):
            _dispatch(notice, chosen)
    return notice


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
    made comes back SKIPPED with its reason.
    """
    language = texts.spoken(language)
    words = texts.render(text, language, context or {})
    chosen = way(channel, address)
    delivery = _delivery(chosen, text=text, valid_until=valid_until)
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
    _put(event, delivery)
    return delivery


def _dispatch(notice: Notice, chosen: Way) -> None:
    delivery = _delivery(chosen, text=notice.text, notice=notice)
    if chosen.channel == Delivery.Channel.ACCOUNT:
        delivery.state, delivery.sent_at = Delivery.State.SENT, timezone.now()
    delivery.save()
    _put(notice.event, delivery)


def _delivery(chosen: Way, **fields: Any) -> Delivery:
    state = Delivery.State.SKIPPED if chosen.obstacle else Delivery.State.QUEUED
    return Delivery(
        channel=chosen.channel,
        address=masked(chosen.address),
        state=state,
        reason=chosen.obstacle,
        **fields,
    )


def _put(event: Event | None, delivery: Delivery) -> None:
    if delivery.state != Delivery.State.QUEUED:
        return
    put(
        HANDLERS[delivery.channel],
        event,
        f"delivery:{delivery.pk}",
        delivery.channel,
        {"delivery": delivery.pk},
    )
