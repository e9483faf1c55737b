"""What the counter found of the papers, who brought them, and the hand-overs so far."""

from django.utils.translation import gettext as _

from dossiers.models import Dossier, HandOver, Intake
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    rows = HandOver.objects.filter(dossier=dossier).select_related(
        "giver", "taker", "given_by", "taken_by"
    )
    hand_overs = list(rows.order_by("pk"))
    intake = (
        Intake.objects.filter(dossier=dossier).select_related("visit__clerk", "visit__authority")
    ).first()
    if intake is None and not hand_overs:
        return None
    return {
        "brought": _brought(intake),
        "columns": [
            *(_("Paper"), _("Finding"), _("Originals"), _("Certified copies")),
            *(_("Photocopies"), _("Sheets"), _("Remark")),
        ],
        "rows": _papers(intake),
        "hand_overs": hand_overs,
    }


def _brought(intake: Intake | None) -> list[dict]:
    if intake is None:
        return []
    visit = intake.visit
    authority = getattr(visit, "authority", None)
    rows = [
        (_("Brought by"), visit.get_way_display()),
        (_("Partner"), visit.partner),
        (_("Covering letter"), visit.letter_number),
        (_("Taken in by"), visit.clerk.full_name),
        (_("Delegate"), f"{authority.name}, {authority.paper}" if authority else ""),
        (_("Sets handed in"), str(intake.sets)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _papers(intake: Intake | None) -> list[list]:
    if intake is None:
        return []
    checks = intake.checks.select_related("paper").order_by("paper__order", "paper_id")
    return [
        [
            check.paper.title,
            _verdict(check),
            *(check.originals, check.certified, check.copies),
            check.sheets or "",
            check.remark,
        ]
        for check in checks
    ]


def _verdict(check) -> str:
    ground = f": {check.get_waiver_display()}" if check.waiver else ""
    return f"{check.get_verdict_display()}{ground}"
