"""Help beside a procedure: a draft is begun, a sample filled in, a second person publishes."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import (
    NotPermitted,
    NotReady,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import Guide, Procedure, SampleForm
from procedures.permissions import may_edit, may_publish
from procedures.selectors.help import writers_of
from procedures.workflow import State


@transaction.atomic
def start_guide(*, procedure: Procedure, by: Actor) -> Guide:
    """A draft: a copy of what is published, else empty. Raises NotPermitted, and WrongState while
    another draft is open."""
    if not may_edit(by):
        raise NotPermitted
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    known = list(procedure.guides.order_by("-number"))
    if any(guide.state == State.DRAFT for guide in known):
        raise WrongState
    before = next((guide for guide in known if guide.state == State.PUBLISHED), None)
    draft = Guide.objects.create(
        procedure=procedure,
        number=known[0].number + 1 if known else 1,
        text=before.text if before else "",
        text_en=before.text_en if before else "",
        created_by_id=by.user_id,
    )
    for part in [*before.questions.all(), *before.samples.all()] if before else []:
        part.pk, part.guide = None, draft
        part.save(force_insert=True)
    record("guide.started", draft, by, {"procedure": procedure.code})
    return draft


@transaction.atomic
def fill_in_sample(*, sample: SampleForm, answers: dict[str, Any], by: Actor) -> SampleForm:
    """Keeps the answers of somebody who does not exist. Raises NotPermitted and WrongState."""
    if not may_edit(by):
        raise NotPermitted
    guide = Guide.objects.select_for_update().get(pk=sample.guide_id)
    if guide.state != State.DRAFT:
        raise WrongState
    sample.answers = answers
    sample.save()
    guide.version += 1
    guide.save()
    return sample


@transaction.atomic
def publish_guide(*, guide: Guide, by: Actor, expected_version: int) -> Guide:
    """What the public reads from now on; the guide before is kept as it was read.

    Raises NotPermitted, SomebodyWasFaster, WrongState, SecondPersonNeeded for everyone who wrote
    any part, and NotReady for an empty guide or a sample nobody has filled in.
    """
    if not may_publish(by):
        raise NotPermitted
    Procedure.objects.select_for_update(of=("self",)).get(pk=guide.procedure_id)
    guide = Guide.objects.select_for_update().get(pk=guide.pk)
    if guide.version != expected_version:
        raise SomebodyWasFaster
    if guide.state != State.DRAFT:
        raise WrongState
    if by.user_id in writers_of(guide):
        raise SecondPersonNeeded
    if missing := what_is_missing(guide):
        raise NotReady(missing)
    for before in Guide.objects.filter(procedure=guide.procedure_id, state=State.PUBLISHED):
        before.state, before.version = State.SUPERSEDED.value, before.version + 1
        before.save()
    guide.state, guide.version = State.PUBLISHED.value, guide.version + 1
    guide.published_by_id, guide.published_at = by.user_id, timezone.now()
    guide.save()
    record("guide.published", guide, by, {"procedure": guide.procedure.code})
    return guide


def what_is_missing(guide: Guide) -> list[str]:
    """Sentences for the editor, empty when the guide may be published."""
    samples = list(guide.samples.all())
    if not guide.text.strip() and not guide.questions.exists() and not samples:
        return [_("Write the steps, a question or a sample.")]
    return [
        _("The sample “%(name)s” is not filled in.") % {"name": sample.name}
        for sample in samples
        if not sample.answers
    ]
