from dossiers.models import Dossier, Supplement
from dossiers.selectors.answers import read_path
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    supplements = [_supplement(each, dossier) for each in dossier.supplements.all()]
    return {"supplements": supplements} if supplements else None


def _supplement(supplement: Supplement, dossier: Dossier) -> dict:
    handed_in = {
        paper.paper_id: paper.file.name
        for paper in dossier.papers.all()
        if paper.supplement_id == supplement.pk
    }
    return {
        "get_phase_display": supplement.get_phase_display(),
        "asked_at": supplement.asked_at,
        "answered_at": supplement.answered_at,
        "reason": supplement.reason,
        "answer": supplement.answer if supplement.answered_at else "",
        "rows": [
            {
                "label": item.label,
                "reason": item.reason,
                "before": item.before,
                "now": handed_in.get(item.paper_id)
                if item.paper_id
                else read_path(dossier.answers, item.field_key),
            }
            for item in supplement.items.all()
        ],
    }
