from dossiers.models import Arrival, Dossier, NationalReport
from dossiers.selectors.national.desk import contrasts, on_their_way, trouble_of
from dossiers.workflow import NATIONAL_WORDS
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    report = NationalReport.objects.filter(dossier=dossier).first()
    arrival = Arrival.objects.filter(dossier=dossier).first()
    if report is None and arrival is None:
        return None
    waiting = on_their_way([dossier.pk]) if report and report.is_behind else {}
    message = waiting.get(dossier.pk)
    conflicts = list(arrival.conflicts.order_by("id")) if arrival else []
    unseen = any(row.seen_at is None for row in conflicts)
    return {
        "needs_a_look": unseen or bool(report and report.is_behind),
        "report": report,
        "status": NATIONAL_WORDS[dossier.row.national],
        "message": message,
        "trouble": trouble_of(report, message) if report and report.is_behind else "",
        "arrival": arrival,
        "files": list(arrival.files.exclude(state="KEPT").order_by("id")) if arrival else [],
        "conflicts": [{"conflict": row, "contrasts": contrasts(row)} for row in conflicts],
        "unseen": unseen,
    }
