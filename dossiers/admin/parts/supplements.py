from django.utils import timezone

from dossiers.admin.actions import OFFERS
from dossiers.forms.desk.supplement import CheckForm
from dossiers.models import Dossier, Supplement, SupplementDraft, SupplementItem
from dossiers.permissions import actor_for
from dossiers.selectors.desk import answers_by_path
from dossiers.workflow import TABLE, Action
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    supplements = list(dossier.supplements.all())
    draft = SupplementDraft.objects.filter(dossier=dossier, closed_at=None).first()
    if not supplements and draft is None:
        return None
    action = Action.CHECK_AT_DESK if dossier.accepted_at is None else Action.CHECK_IN_APPRAISAL
    form = None
    if _may_check(dossier, user, action) and any(each.answered_at for each in supplements):
        form = OFFERS[action].form(dossier=dossier, user=user)
    return {
        "supplements": [_supplement(each, dossier, form) for each in supplements],
        "draft": draft,
        "form": form,
        "action": action,
        "label": TABLE[action].label,
    }


def _may_check(dossier: Dossier, user, action: Action) -> bool:
    if dossier.state not in TABLE[action].moves:
        return False
    return actor_for(user, action, dossier, timezone.localdate()) is not None


def _supplement(supplement: Supplement, dossier: Dossier, form: CheckForm | None) -> dict:
    handed_in: dict[int, list[str]] = {}
    for paper in dossier.papers.all():
        if paper.supplement_id == supplement.pk:
            handed_in.setdefault(paper.paper_id, []).append(paper.file.name)
    asked = any(item.field_key for item in supplement.items.all())
    said = answers_by_path(dossier) if asked else {}
    rows = [
        _row(item, handed_in, said, form, bool(supplement.answered_at))
        for item in supplement.items.all()
    ]
    same = [row for row in rows if row["same"]]
    return {
        "supplement": supplement,
        "rows": [row for row in rows if not row["same"]] if supplement.answered_at else rows,
        "same": same if supplement.answered_at else [],
    }


def _row(item: SupplementItem, handed_in, said: dict[str, str], form, answered: bool) -> dict:
    """What the applicant types is not the house's to read before he has sent it."""
    if item.paper_id:
        now = ", ".join(handed_in.get(item.paper_id, []))
    elif item.registry:
        now = (item.after or {}).get("value", "") if answered else ""
    else:
        now = said.get(item.field_key, "")
    return {
        "item": item,
        "before": item.before,
        "now": now,
        "same": not item.paper_id and not item.registry and now == item.before,
        "seen": form[f"seen-{item.pk}"] if form and answered else None,
        "remark": form[f"remark-{item.pk}"] if form and answered else None,
    }
