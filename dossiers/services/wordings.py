"""The library of decision texts: drafted by one person, put into use by another, then frozen."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Wording, WordingVersion
from dossiers.models.decision import Outcome
from dossiers.models.desk import WordingState
from dossiers.models.desk.wording import MESSAGE
from dossiers.rules.wordings import KNOWN, unknown
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.kernel.text import nfc

LONGEST = 10_000


def draft_wording(
    *,
    wording: Wording,
    by,
    actor: Actor,
    text: str,
    reason: str = "",
    citations: str = "",
    at: datetime | None = None,
) -> WordingVersion:
    """Write the draft of a text, or write it anew; a text in use stays until the draft replaces it.
    A new `wording` is saved with its first draft.

    Raises `Invalid` for an empty text, a refusal without reason, a text without a provision, or
    placeholders that there are not.
    """
    at = at or timezone.now()
    said = {key: nfc(each).strip() for key, each in _said(text, reason, citations).items()}
    _check(wording, said)
    with transaction.atomic():
        wording = _kept(wording)
        draft = wording.versions.filter(state=WordingState.DRAFT).first()
        if draft is None:
            last = wording.versions.order_by("-number").values_list("number", flat=True).first()
            draft = WordingVersion(wording=wording, number=(last or 0) + 1)
        draft.text, draft.reason, draft.citations = said.values()
        draft.drafted_by, draft.drafted_at = by, at
        draft.save()
        record("wording.drafted", wording, actor, {"number": draft.number}, at=at)
    return draft


def _said(text: str, reason: str, citations: str) -> dict[str, str]:
    return {"text": text, "reason": reason, "citations": citations}


def _kept(wording: Wording) -> Wording:
    if wording.pk is None:
        wording, _is_new = Wording.objects.get_or_create(
            procedure=wording.procedure,
            case_key=wording.case_key,
            outcome=wording.outcome,
            ground=nfc(wording.ground).strip(),
        )
    return Wording.objects.select_for_update().get(pk=wording.pk)


def _check(wording: Wording, said: dict[str, str]) -> None:
    errors = {}
    if not wording.ground.strip():
        errors["ground"] = _("Name the ground in a few words.")
    if not said["text"]:
        errors["text"] = _("Write the text.")
    if wording.outcome == Outcome.REFUSE and not said["reason"]:
        errors["reason"] = _("A refusal needs its reason and the provision it rests on.")
    if not said["citations"] and wording.outcome != MESSAGE:
        errors["citations"] = _("Name the provisions it rests on.")
    for field, words in said.items():
        wrong = unknown(words)
        if wrong:
            errors[field] = _("Not a placeholder: %(wrong)s. There are: %(known)s.") % {
                "wrong": ", ".join(f"{{{each}}}" if len(each) != 1 else each for each in wrong),
                "known": ", ".join(f"{{{each}}}" for each in KNOWN),
            }
        if len(words) > LONGEST:
            errors[field] = _("This is too long.")
    if errors:
        raise Invalid(errors)


def publish_wording(
    *, version: WordingVersion, by, actor: Actor, seen: str, at: datetime | None = None
) -> WordingVersion:
    """Put a draft into use in place of the version before. `seen` is its text as it was read.

    Raises `NotAllowed` for whoever drafted it, `Conflict` when it was changed meanwhile.
    """
    at = at or timezone.now()
    with transaction.atomic():
        Wording.objects.select_for_update().get(pk=version.wording_id)
        version = WordingVersion.objects.get(pk=version.pk)
        if version.state != WordingState.DRAFT or version.text != seen:
            raise Conflict(None, _("The draft was changed after you had read it. Read it again."))
        if version.drafted_by_id == by.pk:
            raise NotAllowed(_("A second person puts it into use: you wrote this draft."))
        _retire(version.wording, WordingState.REPLACED)
        version.state = WordingState.PUBLISHED
        version.published_by, version.published_at = by, at
        version.save(update_fields=["state", "published_by", "published_at"])
        record("wording.published", version.wording, actor, {"number": version.number}, at=at)
    return version


def withdraw_wording(*, wording: Wording, by, actor: Actor, at: datetime | None = None) -> None:
    """Offer it no more; dossiers that used it keep their version."""
    with transaction.atomic():
        Wording.objects.select_for_update().get(pk=wording.pk)
        _retire(wording, WordingState.WITHDRAWN)
        record("wording.withdrawn", wording, actor, {}, at=at)


def _retire(wording: Wording, state: WordingState) -> None:
    for version in wording.versions.filter(state=WordingState.PUBLISHED):
        version.state = state
        version.save(update_fields=["state"])
