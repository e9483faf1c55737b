"""Texts for a decision, and how similar dossiers were decided."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import Decision, Dossier, WordingVersion
from dossiers.models.desk import WordingState
from dossiers.models.desk.wording import MESSAGE
from dossiers.permissions import visible_to
from dossiers.rules.wordings import filled
from portal.pages.templatetags.ui import date_short

LAST = 200
LEAST = 5
"""Fewer decisions than this tell about persons rather than about a practice."""

SHOWN = 5


@dataclass(frozen=True)
class Similar:
    """How the last decided dossiers of the same procedure and situation ended."""

    number: int
    outcomes: list[tuple[str, int]]
    dossiers: list[Dossier]


def wordings_for(dossier: Dossier) -> QuerySet[WordingVersion]:
    """The texts in use for decisions on it."""
    return _in_use(dossier).exclude(wording__outcome=MESSAGE)


def answers_for(dossier: Dossier) -> QuerySet[WordingVersion]:
    """The texts in use for answers to its messages."""
    return _in_use(dossier).filter(wording__outcome=MESSAGE)


def _in_use(dossier: Dossier) -> QuerySet[WordingVersion]:
    """Those of its procedure: for its situation, or for all."""
    case = dossier.case.key if dossier.case else ""
    return (
        WordingVersion.objects.filter(
            state=WordingState.PUBLISHED, wording__procedure=dossier.revision.procedure_id
        )
        .filter(Q(wording__case_key="") | Q(wording__case_key=case))
        .select_related("wording")
        .order_by("wording__outcome", "wording__ground", "pk")
    )


def values_of(dossier: Dossier, now: datetime) -> dict[str, str]:
    """What the placeholders stand for in this dossier."""
    return {
        "applicant": dossier.applicant_name,
        "code": dossier.reference,
        "procedure": dossier.revision.title,
        "agency": dossier.agency.name,
        "sent": date_short(dossier.submitted_at),
        "accepted": date_short(dossier.accepted_at),
        "due": date_short(dossier.deadline_at),
        "today": date_short(timezone.localtime(now)),
    }


def offered(version: WordingVersion, dossier: Dossier) -> dict[str, str]:
    """The text and reason of a version for this dossier, with the provisions after the reason."""
    values = values_of(dossier, timezone.now())
    citations = "; ".join(line for line in version.citations.splitlines() if line.strip())
    reason = filled(version.reason, values)
    return {
        "outcome": version.wording.outcome,
        "wording": filled(version.text, values),
        "reason": f"{reason} ({citations})" if reason else citations,
    }


def similar(dossier: Dossier, user, on: date) -> Similar | None:
    """The last decisions on the same procedure and situation, as sums; those dossiers by name that
    the official may open anyway. None when there are too few to tell a practice.
    """
    rows = Decision.objects.filter(
        revoked_at=None,
        dossier__revision__procedure=dossier.revision.procedure_id,
        dossier__case__key=dossier.case.key if dossier.case else None,
    ).exclude(dossier=dossier.pk)
    last = list(rows.order_by("-pk").values_list("dossier_id", "outcome")[:LAST])
    if len(last) < LEAST:
        return None
    sums = Counter(outcome for _pk, outcome in last)
    recent = [pk for pk, _outcome in last[: SHOWN * 4]]
    open_to = visible_to(user, on).filter(pk__in=recent).distinct().order_by("-pk")
    return Similar(len(last), sums.most_common(), list(open_to[:SHOWN]))
