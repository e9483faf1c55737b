"""Whether the event log is what it was when it was sealed."""

import struct
from collections.abc import Iterator

from django.db import connection

from portal.audit import chain
from portal.audit.checks import Difference, check
from portal.audit.models import AccessEntry, Event, Seal


@check("audit")
def chain_is_whole() -> Iterator[Difference]:
    """Every link follows from the one before, and the events in its range are those it saw."""
    digest, last_id, number = chain.GENESIS, 0, 0
    for seal in Seal.objects.order_by("number").iterator(chunk_size=20):
        yield from _follows(seal, digest, last_id, number)
        yield from _events_agree(seal, last_id)
        digest, last_id, number = seal.digest, seal.last_id, seal.number


def _follows(seal: Seal, digest: str, last_id: int, number: int) -> Iterator[Difference]:
    name = f"seal {seal.number}"
    if seal.number != number + 1:
        yield Difference(name, "a seal before it is missing", str(number + 1), str(seal.number))
    expected = chain.link(digest, bytes(seal.leaves))
    if seal.digest != expected:
        yield Difference(name, "does not follow from the seal before it", expected, seal.digest)
    if seal.first_id <= last_id:
        yield Difference(name, "overlaps the seal before it", f"> {last_id}", str(seal.first_id))


def _events_agree(seal: Seal, after_id: int) -> Iterator[Difference]:
    try:
        sealed = dict(chain.unpack(bytes(seal.leaves)))
    except struct.error:
        yield Difference(f"seal {seal.number}", "its leaves cannot be read")
        return
    found = Event.objects.filter(id__gt=after_id, id__lte=seal.last_id).order_by("id")
    for event in found.iterator(chunk_size=2_000):
        expected = sealed.pop(event.id, None)
        if expected is None:
            yield Difference(f"event {event.id}", "was inserted after its range was sealed")
        elif chain.leaf(event) != expected:
            yield Difference(f"event {event.id}", "was changed after it was sealed")
    for missing in sealed:
        yield Difference(f"event {missing}", "was removed after it was sealed")


@check("audit")
def tables_are_guarded() -> Iterator[Difference]:
    """The triggers that refuse changes exist and are on."""
    guards = {f"{model._meta.db_table}_append_only" for model in (Event, Seal, AccessEntry)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname = ANY(%s) AND tgenabled IN ('O', 'A')",
            [sorted(guards)],
        )
        on = {name for (name,) in cursor}
    for guard in sorted(guards - on):
        yield Difference(guard, "the guard against changes is missing or switched off")
