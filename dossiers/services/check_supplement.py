"""The official looks at what came back, item by item, and ticks it off."""

from collections.abc import Mapping
from datetime import datetime

from dossiers.models import Dossier, SupplementItem
from dossiers.services.change import changing
from dossiers.workflow import Action


def check_supplement(
    *,
    dossier: Dossier,
    by,
    expected_version: int,
    checked: Mapping[int, str],
    at: datetime | None = None,
) -> Dossier:
    """Tick off items of answered requests; `checked` maps the id of each to a remark, often empty.

    What is not named is open again. Ids of other dossiers are passed over. Raises `NotAllowed`,
    `Conflict`.
    """
    action = Action.CHECK_AT_DESK if dossier.accepted_at is None else Action.CHECK_IN_APPRAISAL
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        rows = SupplementItem.objects.filter(
            supplement__dossier=change.dossier, supplement__answered_at__isnull=False
        )
        items = list(rows.select_for_update(of=("self",)))
        for item in items:
            if item.pk not in checked:
                item.checked_by = item.checked_at = None
                item.remark = ""
            elif item.checked_at is None or item.remark != checked[item.pk]:
                item.checked_by, item.checked_at = by, change.at
                item.remark = checked[item.pk]
        SupplementItem.objects.bulk_update(items, ["checked_by", "checked_at", "remark"])
        change.record(items=sum(item.checked_at is not None for item in items))
    return change.dossier
