"""One act on many dossiers: asked for once, done one by one by the worker, each with its result.

Every dossier goes through the verb that the act is on a single one, with the version the official
saw, in a transaction of its own together with its result: a worker that dies loses nothing and does
nothing twice.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, DossierError, Invalid, NotAllowed
from dossiers.models import BulkItem, BulkJob, HandOut, Label
from dossiers.models.desk import ItemState
from dossiers.permissions import visible_to
from dossiers.rules.desk import MOST_AT_ONCE
from dossiers.selectors.counter.hand_out import originals_of
from dossiers.selectors.desk import default_unit
from dossiers.selectors.proposals import digest_of
from dossiers.services.accept import accept
from dossiers.services.counter.hand_out import hand_out
from dossiers.services.decide import decide, propose
from dossiers.services.hold import assign, claim, forward
from dossiers.services.marks import put_label
from portal.agencies.models import Agency
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.integrations.services import put

HANDLER = "dossiers.bulk"
PROPOSAL_CHANGED = _("The proposal was changed after you had read it.")
ONE_BY_ONE = _("A person’s result is handed out at the counter, where the card is compared.")
OTHER_CHANGED = _("Changed by somebody after you had seen it.")
GONE = _("What was chosen for it is no longer there.")
FAILED = _("The portal could not do it. Try it on the page of the dossier.")


@dataclass(frozen=True)
class Chosen:
    """A dossier as it stood on the page: its version and, where one is read, its proposal."""

    public_id: UUID
    version: int
    digest: str = ""


def _accept(item: BulkItem, by, arguments: Mapping[str, Any]) -> None:
    unit = default_unit(item.dossier)
    accept(dossier=item.dossier, by=by, expected_version=item.version, unit=unit)


def _assign(item: BulkItem, by, arguments: Mapping[str, Any]) -> None:
    to = get_user_model().objects.get(pk=arguments["to"])
    assign(dossier=item.dossier, by=by, expected_version=item.version, to=to)


def _forward(item: BulkItem, by, arguments: Mapping[str, Any]) -> None:
    unit = Agency.objects.get(pk=arguments["unit"])
    note = arguments["note"]
    forward(dossier=item.dossier, by=by, expected_version=item.version, unit=unit, note=note)


def _claim(item: BulkItem, by, arguments: Mapping[str, Any]) -> None:
    claim(dossier=item.dossier, by=by, expected_version=item.version)


def _label(item: BulkItem, by, arguments: Mapping[str, Any]) -> None:
    put_label(dossier=item.dossier, label=Label.objects.get(pk=arguments["label"]), by=by)


def _propose(item: BulkItem, by, arguments: Mapping[str, Any]) -> None:
    propose(dossier=item.dossier, by=by, expected_version=item.version, **arguments)


def _hand_out(item: BulkItem, by, arguments: Mapping[str, Any]) -> None:
    """To the representative of an organisation; of a person the card is compared one by one."""
    if item.dossier.organisation_id is None:
        raise Invalid({"receiver": ONE_BY_ONE})
    hand_out(
        dossier=item.dossier,
        by=by,
        expected_version=item.version,
        receiver=arguments["receiver"],
        capacity=HandOut.Capacity.REPRESENTATIVE,
        proof=HandOut.Proof.IDENTITY,
        originals=[check.pk for check in originals_of(item.dossier)],
    )


def _decide(item: BulkItem, by, arguments: Mapping[str, Any]) -> None:
    """As proposed, and only what was read."""
    proposal = item.dossier.proposals.filter(closed_at=None).first()
    if proposal is None:
        raise Conflict(item.dossier, OTHER_CHANGED)
    if item.digest and item.digest != digest_of(proposal):
        raise Conflict(item.dossier, PROPOSAL_CHANGED)
    decide(
        dossier=item.dossier,
        by=by,
        expected_version=item.version,
        outcome=proposal.outcome,
        wording=proposal.wording,
        reason=proposal.reason,
        wording_version=proposal.wording_version,
    )


ACTS: dict[str, Callable[[BulkItem, Any, Mapping[str, Any]], None]] = {
    "accept": _accept,
    "assign": _assign,
    "forward": _forward,
    "claim": _claim,
    "label": _label,
    "propose": _propose,
    "decide": _decide,
    "return_result": _hand_out,
}


def start_bulk(
    *,
    by,
    actor: Actor,
    act: str,
    chosen: Iterable[Chosen],
    arguments: Mapping[str, Any],
    key: UUID,
    at: datetime | None = None,
) -> BulkJob:
    """Ask for `act` on the chosen dossiers. The same `key` again gives the same job.

    Dossiers that `by` may not open are left out. Raises `Invalid` for none, for more than 500, and
    for an act that there is not.
    """
    at = at or timezone.now()
    wanted = {each.public_id: each for each in chosen}
    if act not in ACTS or not wanted:
        raise Invalid({"chon": _("Tick the dossiers first.")})
    if len(wanted) > MOST_AT_ONCE:
        raise Invalid({"chon": _("At most 500 dossiers at once.")})
    rows = visible_to(by, timezone.localdate(at)).filter(public_id__in=wanted).distinct()
    found = dict(rows.order_by("pk").values_list("public_id", "pk"))
    if not found:
        raise Invalid({"chon": _("Tick the dossiers first.")})
    try:
        with transaction.atomic():
            job = BulkJob.objects.create(
                by=by, act=act, arguments=dict(arguments), key=key, asked_at=at, number=len(found)
            )
            _items(job, wanted, found)
            event = record("bulk.started", job, actor, {"act": act, "number": len(found)}, at=at)
            _next_step(job, event)
    except IntegrityError:  # pressed twice
        return BulkJob.objects.get(by=by, key=key)
    return job


def _items(job: BulkJob, wanted: Mapping[UUID, Chosen], found: Mapping[UUID, int]) -> None:
    """In the order in which they stood on the page."""
    BulkItem.objects.bulk_create(
        BulkItem(job=job, dossier_id=found[pk], version=each.version, digest=each.digest)
        for pk, each in wanted.items()
        if pk in found
    )


def _next_step(job: BulkJob, event: Event) -> BulkItem | None:
    item = job.items.filter(state=ItemState.WAITING).order_by("pk").first()
    if item is not None:
        payload = {"job": job.pk, "item": item.pk}
        put(HANDLER, event, f"bulk:{job.pk}", f"item:{item.pk}", payload)
    return item


def do_step(*, job_id: int, item_id: int, event: Event) -> None:
    """Do one dossier of a bulk action and ask for the next; done already, only ask for the next."""
    with transaction.atomic():
        job = BulkJob.objects.select_for_update(of=("self",)).select_related("by").get(pk=job_id)
        item = job.items.select_related("dossier__agency", "dossier__revision").get(pk=item_id)
        if item.state == ItemState.WAITING:
            with translation.override(job.by.language or None):
                item.state, item.words = _result(job, item)
            item.save(update_fields=["state", "words"])
            job.done += 1
        _end_step(job, event)


def _end_step(job: BulkJob, event: Event) -> None:
    if _next_step(job, event) is None:
        job.ended_at = timezone.now()
    job.save(update_fields=["done", "ended_at"])


def give_up_step(*, job_id: int, item_id: int, event: Event) -> None:
    """One dossier could not be dealt with, however often it was tried: the others go on."""
    with transaction.atomic():
        job = BulkJob.objects.select_for_update(of=("self",)).select_related("by").get(pk=job_id)
        waiting = job.items.filter(pk=item_id, state=ItemState.WAITING)
        with translation.override(job.by.language or None):
            job.done += waiting.update(state=ItemState.REFUSED, words=str(FAILED))
        _end_step(job, event)


def _result(job: BulkJob, item: BulkItem) -> tuple[str, str]:
    try:
        with transaction.atomic():
            ACTS[job.act](item, job.by, job.arguments)
    except NotAllowed as refused:
        return ItemState.NOT_ALLOWED, str(refused.message)
    except Conflict as conflict:
        return ItemState.CHANGED, str(conflict.message)
    except Invalid as invalid:
        return ItemState.REFUSED, " ".join(str(words) for words in invalid.errors.values())[:500]
    except DossierError as refused:
        return ItemState.REFUSED, str(refused.message)
    except ObjectDoesNotExist:
        return ItemState.CHANGED, str(GONE)
    return ItemState.DONE, ""
