"""Messages in a dossier: written by the applicant, answered by officials, read by both.

Nothing here moves the dossier. What is written is never changed nor taken away.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Dossier, Message, MessageFile, MessageRead
from dossiers.models.mandate import Power
from dossiers.models.message import Side
from dossiers.rules.messages import (
    ANSWER_WORKING_DAYS,
    LONGEST,
    MOST_FILES,
    asks_for_papers,
)
from dossiers.selectors.desk_counts import slots_of
from dossiers.selectors.messages import applicant_in, is_open, official_in, unread, waiting
from dossiers.services.desk_counts import count_move
from dossiers.services.tell import tell
from portal.agencies.selectors import calendar_of
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.documents.models import StoredFile
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from portal.kernel.clock import Unit, due
from portal.kernel.text import nfc
from portal.messaging.services import notify

TEXT_MISSING = _("Write the message.")
TOO_LONG = _("At most 5,000 characters, please.")
TOO_MANY_FILES = _("At most 5 files with one message, please.")
CLOSED = _("The dossier has ended and its messages are closed.")
ASKS_FOR_PAPERS = _(
    "This reads like a request for papers. Papers are asked for with a request to complete the "
    "dossier, which has its own form, limit and date. If you ask for nothing, tick the box below."
)


def write_message(
    *,
    dossier: Dossier,
    by,
    text: str,
    send_key: UUID,
    uploads: Sequence[File] = (),
    at: datetime | None = None,
) -> Message:
    """The applicant writes to whoever handles the dossier; from now on an answer is due.

    The same `send_key` again gives the same message. Raises `Invalid` for no or too many words, too
    many files or a closed thread, `UploadRefused` for a file that cannot be taken, `NotAllowed`.
    """
    at = at or timezone.now()
    actor = applicant_in(by, dossier, timezone.localdate(at), Power.FILE)
    return _send(dossier, by, actor, Side.APPLICANT, text, send_key, uploads, at)


def answer_message(
    *,
    dossier: Dossier,
    by,
    text: str,
    send_key: UUID,
    uploads: Sequence[File] = (),
    asks_nothing: bool = False,
    at: datetime | None = None,
) -> Message:
    """An official writes to the applicant; whatever waits for an answer is settled by it.

    Raises as `write_message`, and `Invalid` for what reads like a request for papers, unless the
    official says that it is none.
    """
    at = at or timezone.now()
    if not asks_nothing and asks_for_papers(text):
        raise Invalid({"text": ASKS_FOR_PAPERS})
    actor = official_in(by, dossier, timezone.localdate(at))
    return _send(dossier, by, actor, Side.AGENCY, text, send_key, uploads, at)


def settle_messages(*, dossier: Dossier, by, at: datetime | None = None) -> int:
    """Say that what waits needs no answer. Returns how many waited. Raises `NotAllowed`."""
    at = at or timezone.now()
    actor = official_in(by, dossier, timezone.localdate(at))
    if actor is None:
        raise NotAllowed
    with _talking(dossier) as locked:
        rows = list(waiting(locked))
        for row in rows:
            _settle(row, by, at)
            facts = {"dossier": locked.pk, "answered": False}
            record("message.settled", row, actor, facts, at=at)
    return len(rows)


def read_messages(*, dossier: Dossier, by, reader: Side, at: datetime | None = None) -> int:
    """Mark what the other side wrote as read; the first reading counts. Returns how many were."""
    at = at or timezone.now()
    rows = [MessageRead(message=each, by=by, at=at) for each in unread(dossier, reader)]
    MessageRead.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _send(
    dossier: Dossier,
    by,
    actor: Actor | None,
    side: Side,
    text: str,
    send_key: UUID,
    uploads: Sequence[File],
    at: datetime,
) -> Message:
    if actor is None:
        raise NotAllowed
    if sent := _sent(dossier, by, send_key):
        return sent
    text = nfc(text).strip()
    _check(dossier, text, uploads, at)
    files = [store_upload(each, by, Purpose.DOSSIER_PAPER, by=actor) for each in uploads]
    with _talking(dossier) as locked:
        if sent := _sent(locked, by, send_key):
            return sent
        message = Message(
            dossier=locked, side=side, by=by, text=text, send_key=send_key, sent_at=at
        )
        if side is Side.APPLICANT:
            message.due_at = _due(locked, at)
        else:
            message.unit_id = actor.agency_id
        event = _keep(message, files, actor, at)
        if side is Side.AGENCY:
            for row in waiting(locked):
                _settle(row, by, at)
        _tell(message, event)
    return message


@contextmanager
def _talking(dossier: Dossier) -> Iterator[Dossier]:
    """Lock the dossier; what waits on it, and in which lists it stands, is right at the end."""
    with transaction.atomic():
        found = Dossier.objects.select_related("agency", "owner", "assignee", "revision")
        locked = found.select_for_update(of=("self",)).get(pk=dossier.pk)
        was = slots_of(locked)
        yield locked
        locked.question_due_at = waiting(locked).aggregate(first=Min("due_at"))["first"]
        locked.save(update_fields=["question_due_at"])
        count_move(was, slots_of(locked))


def _sent(dossier: Dossier, by, send_key: UUID) -> Message | None:
    return dossier.messages.filter(by=by, send_key=send_key).first()


def _check(dossier: Dossier, text: str, uploads: Sequence[File], at: datetime) -> None:
    if not is_open(dossier, at):
        raise Invalid({"text": CLOSED})
    if not text:
        raise Invalid({"text": TEXT_MISSING})
    if len(text) > LONGEST:
        raise Invalid({"text": TOO_LONG})
    if len(uploads) > MOST_FILES:
        raise Invalid({"files": TOO_MANY_FILES})


def _due(dossier: Dossier, at: datetime) -> datetime:
    day = timezone.localdate(at)
    calendar = calendar_of(dossier.agency, day)
    return due(at, ANSWER_WORKING_DAYS.on(day), Unit.WORKING_DAY, calendar).at


def _keep(message: Message, files: list[StoredFile], actor: Actor, at: datetime) -> Event:
    message.save()
    MessageFile.objects.bulk_create(MessageFile(message=message, file=file) for file in files)
    facts = {"dossier": message.dossier_id, "side": message.side, "files": len(files)}
    if message.due_at:
        facts["due"] = message.due_at
    return record("message.sent", message, actor, facts, at=at)


def _settle(message: Message, by, at: datetime) -> None:
    message.settled_at, message.settled_by = at, by
    message.save(update_fields=["settled_at", "settled_by"])


def _tell(message: Message, event: Event) -> None:
    """That there is something to read, never what; without an official the unit's list shows it."""
    dossier = message.dossier
    context = {"dossier": dossier, "due_at": message.due_at}
    if message.side == Side.AGENCY:
        link = reverse("dossiers:messages", args=[dossier.public_id])
        tell(event, "dossiers/message_for_citizen", dossier, context, link)
    elif dossier.assignee is not None:
        link = reverse("desk:messages", args=[dossier.public_id])
        notify(event, "dossiers/message_for_official", dossier.assignee, context, link)
