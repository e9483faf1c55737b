from collections.abc import Iterator
from operator import itemgetter

from django.utils.translation import gettext as _

from dossiers.models import Dossier
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    entries = sorted(_entries(dossier), key=itemgetter("at"))
    return {"entries": entries} if entries else None


def _entries(dossier: Dossier) -> Iterator[dict]:
    for proposal in dossier.proposals.all():
        yield {
            "title": f"{_('Proposal')}: {proposal.get_outcome_display()}",
            "at": proposal.at,
            "by": proposal.by.full_name,
            "text": " ".join(filter(None, (proposal.wording, proposal.reason, proposal.remarks))),
        }
    for decision in dossier.decisions.select_related("by"):
        yield {
            "title": f"{_('Decision')}: {decision.get_outcome_display()}",
            "at": decision.at,
            "by": decision.by.full_name,
            "text": " ".join(filter(None, (decision.wording, decision.reason))),
        }
