from dossiers.models import Dossier


def part(dossier: Dossier, user) -> dict | None:
    cases = [
        {
            "opened_at": case.opened_at,
            "opinion": case.opinion,
            "label": case.get_state_display(),
            "state": case.state,
            "due_at": case.due_at,
            "answer": case.answer if case.answered_at else "",
            "answered_at": case.answered_at,
            "finding": case.get_finding_display() if case.answered_at else "",
        }
        for case in dossier.explanations.all()
        if case.opened_by_id is not None
    ]
    return {"cases": cases} if cases else None
