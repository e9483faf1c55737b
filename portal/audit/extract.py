"""Events taken out of the log with what proves them, for whoever checks from outside.

For each event its facts, and for each seal that covers one of them the digest before it and all its
leaves: whoever has these computes the leaf of every event, finds it among the leaves, and comes to
the digest of the seal (`portal.audit.chain`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from portal.audit import chain
from portal.audit.models import Event, Seal
from portal.kernel.hashing import canonical_json, sha256_hex


@dataclass(frozen=True)
class Extract:
    """`events` and `seals` as JSON values; `leaves` by the number of the seal."""

    events: list[dict[str, Any]]
    seals: list[dict[str, Any]]
    leaves: dict[int, bytes]


def extract(events: Iterable[Event]) -> Extract:
    """The proof of these events; one that is not sealed yet stands in it without a seal."""
    found = sorted(events, key=lambda event: event.pk)
    seals = list(_covering(found))
    before = dict(
        Seal.objects.filter(number__in=[seal.number - 1 for seal in seals]).values_list(
            "number", "digest"
        )
    )
    return Extract(
        events=[chain.facts(event) for event in found],
        seals=[
            {
                "number": seal.number,
                "previous": before.get(seal.number - 1, chain.GENESIS),
                "digest": seal.digest,
                "sealed_at": seal.sealed_at.isoformat(),
            }
            for seal in seals
        ],
        leaves={seal.number: bytes(seal.leaves) for seal in seals},
    )


def _covering(events: list[Event]) -> Iterator[Seal]:
    if not events:
        return
    rows = Seal.objects.filter(last_id__gte=events[0].pk, first_id__lte=events[-1].pk)
    numbers = [event.pk for event in events]
    for seal in rows.order_by("number").iterator(chunk_size=20):
        if any(seal.first_id <= number <= seal.last_id for number in numbers):
            yield seal


def disproved(extract: Extract) -> Iterator[tuple[str, str]]:
    """What in an extract does not hold: (`event 12` or `seal 3`, a code)."""
    sealed: dict[int, bytes] = {}
    for seal in extract.seals:
        leaves = extract.leaves.get(seal["number"], b"")
        if chain.link(seal["previous"], leaves) != seal["digest"]:
            yield f"seal {seal['number']}", "altered"
            continue
        sealed |= dict(chain.unpack(leaves))
    for facts in extract.events:
        leaf = bytes.fromhex(sha256_hex(canonical_json(facts)))
        if facts["id"] not in sealed:
            yield f"event {facts['id']}", "not_sealed"
        elif sealed[facts["id"]] != leaf:
            yield f"event {facts['id']}", "altered"


def strangers(extract: Extract) -> Iterator[tuple[str, str]]:
    """The seals of an extract that are not those of this portal’s own log."""
    ours = dict(
        Seal.objects.filter(number__in=[seal["number"] for seal in extract.seals]).values_list(
            "number", "digest"
        )
    )
    for seal in extract.seals:
        if ours.get(seal["number"]) != seal["digest"]:
            yield f"seal {seal['number']}", "not_ours"
