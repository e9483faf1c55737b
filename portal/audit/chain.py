"""The arithmetic of the seal: what exactly is hashed. Whoever checks from outside needs only this.

leaf of an event   = SHA-256 of its facts as canonical JSON
leaves of a link   = for each event by number: 8 bytes number (big endian), 32 bytes leaf
digest of a link   = SHA-256 of (digest of the link before, 32 bytes; zeros for the first) + leaves
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator
from datetime import UTC

from portal.audit.models import Event
from portal.kernel.hashing import canonical_json

LEAF = struct.Struct(">q32s")
GENESIS = "0" * 64


def facts(event: Event) -> dict:
    """Everything the event says, in JSON values; moments in UTC to the microsecond."""
    return {
        "id": event.id,
        "uuid": str(event.uuid),
        "kind": event.kind,
        "subject": [event.subject_kind, event.subject_id],
        "occurred_at": event.occurred_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [
            event.actor_kind,
            event.actor_user_id,
            event.actor_agency_id,
            event.actor_role,
        ],
        "payload": event.payload,
    }


def leaf(event: Event) -> bytes:
    return hashlib.sha256(canonical_json(facts(event))).digest()


def pack(events: Iterable[Event]) -> bytes:
    return b"".join(LEAF.pack(event.id, leaf(event)) for event in events)


def unpack(leaves: bytes) -> Iterator[tuple[int, bytes]]:
    """Pairs of number and leaf. Raises `struct.error` for leaves of a wrong length."""
    return LEAF.iter_unpack(leaves)


def link(previous: str, leaves: bytes) -> str:
    """Digest of the next link after the digest `previous`, in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(previous) + leaves).hexdigest()
