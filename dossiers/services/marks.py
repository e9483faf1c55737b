"""What the house marks on a dossier for itself: notes, labels, what an official follows."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Dossier, DossierLabel, Follow, Label, Note
from dossiers.models.desk.lists import Tone
from dossiers.permissions import actor_at, places_of, visible_to
from dossiers.rules.desk import NOTE_EDIT
from dossiers.selectors.kept import WORKERS, labels_for
from dossiers.services.archive.guard import refuse_archived
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.kernel.text import nfc

TEXT_MISSING = _("Write the note.")


def add_note(*, dossier: Dossier, by, text: str, at: datetime | None = None) -> Note:
    """Add a note of the house. Raises `Invalid` without text, `NotAllowed`."""
    at = at or timezone.now()
    text = nfc(text).strip()
    if not text:
        raise Invalid({"text": TEXT_MISSING})
    with transaction.atomic():
        actor = _worker(dossier, by, at)
        note = dossier.notes.create(by=by, text=text, at=at)
        record("note.added", note, actor, {"dossier": dossier.pk}, at=at)
    return note


def edit_note(*, note: Note, by, text: str, at: datetime | None = None) -> Note:
    """Mend one’s own note within a quarter of an hour. Later, add another.

    Raises `Invalid` without text or too late, `NotAllowed` for somebody else’s.
    """
    at = at or timezone.now()
    text = nfc(text).strip()
    if not text:
        raise Invalid({"text": TEXT_MISSING})
    with transaction.atomic():
        note = Note.objects.select_for_update().get(pk=note.pk)
        if note.by_id != by.pk:
            raise NotAllowed
        if at - note.at > NOTE_EDIT:
            raise Invalid({"text": _("Notes can be mended for 15 minutes. Add another one.")})
        note.text, note.edited_at = text, at
        note.save(update_fields=["text", "edited_at"])
        record("note.edited", note, _worker(note.dossier, by, at), {"dossier": note.dossier_id})
    return note


def make_label(*, unit, by, name: str, tone: str, at: datetime | None = None) -> Label:
    """A new label of a unit in which `by` works. Raises `Invalid`, `NotAllowed`."""
    at = at or timezone.now()
    name = nfc(name).strip()
    if not name or len(name) > 40 or tone not in Tone.values:
        raise Invalid({"name": _("Give the label a short name and a colour.")})
    actor = actor_at(by, [unit.pk], WORKERS, timezone.localdate(at))
    if actor is None:
        raise NotAllowed
    try:
        with transaction.atomic():
            label = Label.objects.create(unit=unit, name=name, tone=tone, created_by=by)
            record("label.made", label, actor, {"unit": unit.pk}, at=at)
    except IntegrityError as twice:
        raise Invalid({"name": _("The unit already has a label of this name.")}) from twice
    return label


def retire_label(*, label: Label, by, at: datetime | None = None) -> Label:
    """Offer the label no more; where it was put, it stays. Raises `NotAllowed`."""
    at = at or timezone.now()
    actor = actor_at(by, [label.unit_id], WORKERS, timezone.localdate(at))
    if actor is None:
        raise NotAllowed
    with transaction.atomic():
        label.retired_at = at
        label.save(update_fields=["retired_at"])
        record("label.retired", label, actor, {"unit": label.unit_id}, at=at)
    return label


def put_label(*, dossier: Dossier, label: Label, by, at: datetime | None = None) -> None:
    """Put a label of one’s own unit on a dossier; twice is once. Raises `NotAllowed`."""
    at = at or timezone.now()
    with transaction.atomic():
        actor = _worker(dossier, by, at)
        if label not in labels_for(by, at):
            raise NotAllowed
        _row, is_new = DossierLabel.objects.get_or_create(
            dossier=dossier, label=label, defaults={"by": by, "at": at}
        )
        if is_new:
            record("label.put", label, actor, {"dossier": dossier.pk}, at=at)


def take_label(*, dossier: Dossier, label: Label, by, at: datetime | None = None) -> None:
    """Take a label off. Raises `NotAllowed`."""
    at = at or timezone.now()
    with transaction.atomic():
        actor = _worker(dossier, by, at)
        if label.unit_id not in places_of(by, WORKERS, timezone.localdate(at)):
            raise NotAllowed
        gone, _by_model = DossierLabel.objects.filter(dossier=dossier, label=label).delete()
        if gone:
            record("label.taken", label, actor, {"dossier": dossier.pk}, at=at)


def follow(*, dossier: Dossier, by, at: datetime | None = None) -> None:
    """Have the dossier in one’s list of followed ones. Raises `NotAllowed`."""
    at = at or timezone.now()
    if not visible_to(by, timezone.localdate(at)).filter(pk=dossier.pk).exists():
        raise NotAllowed
    Follow.objects.get_or_create(user=by, dossier=dossier, defaults={"since": at})


def unfollow(*, dossier: Dossier, by) -> None:
    Follow.objects.filter(user=by, dossier=dossier).delete()


def _worker(dossier: Dossier, by, at: datetime) -> Actor:
    """Whoever may open a dossier and works on dossiers may mark it; an auditor only reads."""
    refuse_archived(dossier)
    day = timezone.localdate(at)
    about = {dossier.receiving_agency_id, dossier.holder_id, dossier.agency_id}
    actor = actor_at(by, about, WORKERS, day)
    if actor is None or not visible_to(by, day).filter(pk=dossier.pk).exists():
        raise NotAllowed
    return actor
