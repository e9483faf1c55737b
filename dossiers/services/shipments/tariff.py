"""A tariff of the post is put in force by a second person."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.models import PostTariff
from dossiers.models.postage import Zone
from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import BadFacts, SecondPersonNeeded, SomebodyWasFaster, WrongState
from procedures.workflow import State


@transaction.atomic
def publish_tariff(*, tariff: PostTariff, by: Actor, expected_version: int) -> PostTariff:
    """From its day on the tariff counts; it never changes again.

    Raises SomebodyWasFaster, WrongState, SecondPersonNeeded, and BadFacts when a zone has no price.
    """
    tariff = PostTariff.objects.select_for_update(of=("self",)).get(pk=tariff.pk)
    if tariff.version != expected_version:
        raise SomebodyWasFaster
    if tariff.state != State.DRAFT:
        raise WrongState
    if by.user_id in writers(tariff):
        raise SecondPersonNeeded
    if set(tariff.lines.values_list("zone", flat=True)) != set(Zone.values):
        raise BadFacts("lines", _("Every zone needs at least one price."))
    tariff.state = State.PUBLISHED
    tariff.version += 1
    tariff.published_by_id, tariff.published_at = by.user_id, timezone.now()
    tariff.save()
    record("post_tariff.published", tariff, by, {"carrier": tariff.carrier})
    return tariff


def writers(tariff: PostTariff) -> set[int]:
    """Ids of those who wrote the tariff or one of its lines."""
    wrote = set(tariff.history.values_list("history_user_id", flat=True))
    for line in tariff.lines.all():
        wrote |= set(line.history.values_list("history_user_id", flat=True))
    return {tariff.created_by_id, *wrote} - {None}
