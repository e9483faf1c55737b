"""What a leader reads before he decides on many: each proposal with what it rests on."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from dossiers.models import Dossier, Opinion, Proposal
from dossiers.selectors.desk_lists import QUEUES, in_queue
from dossiers.workflow import State
from portal.kernel.hashing import canonical_json, sha256_hex

TO_DECIDE = next(queue for queue in QUEUES if queue.key == "decide")


def digest_of(proposal: Proposal) -> str:
    """The fingerprint of what a proposal says: whoever decides on it decides on just this."""
    said = [
        proposal.pk,
        proposal.outcome,
        proposal.wording,
        proposal.reason,
        proposal.wording_version_id,
    ]
    return sha256_hex(canonical_json(said))


def to_decide(user, on: date) -> QuerySet[Dossier]:
    """The dossiers whose proposal this leader can decide on, nearest deadline first; not those
    that he proposed himself.
    """
    waiting = Proposal.objects.filter(closed_at=None).select_related("by", "wording_version")
    opinions = Opinion.objects.select_related("by").order_by("-pk")
    rows = in_queue(user, TO_DECIDE, on).filter(state=State.PROPOSED)
    return (
        rows.exclude(proposals__closed_at=None, proposals__by=user)
        .select_related("revision__procedure", "case", "holder")
        .prefetch_related(
            Prefetch("proposals", waiting, to_attr="waiting"),
            Prefetch("opinions", opinions, to_attr="said"),
        )
    )
