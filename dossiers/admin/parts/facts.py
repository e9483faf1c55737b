from django.utils.translation import gettext as _

from dossiers.models import Dossier
from portal.audit.actors import Actor


def part(dossier: Dossier, user, actor: Actor) -> dict:
    rows = [
        (_("Applicant"), dossier.applicant_name),
        (_("Right to act for the organisation"), _representation(dossier)),
        (_("For the child"), _child(dossier)),
        (_("Sent by"), _sender(dossier)),
        (_("Authority"), _authority(dossier)),
        (_("Agency in charge"), dossier.agency.name),
        (_("With"), dossier.holder.name),
        (_("Official"), dossier.assignee.full_name if dossier.assignee else _("nobody yet")),
        (_("Submission number"), dossier.submission_number),
        (_("Result"), dossier.get_return_way_display()),
        (_("Situation"), str(dossier.case) if dossier.case else ""),
    ]
    return {"rows": [{"label": label, "value": value} for label, value in rows if value]}


def _representation(dossier: Dossier) -> str:
    """Anybody may type the name of any organisation; the desk must know whether it is proven."""
    if dossier.organisation is None:
        return ""
    if dossier.organisation.proven_at:
        return _("proven")
    return _("Not proven: check the paper that gives the authority")


def _sender(dossier: Dossier) -> str:
    sender = dossier.filed_by or dossier.owner
    proven = hasattr(sender, "proven_identity")
    words = _("identity proven") if proven else _("identity not proven")
    return f"{sender.full_name} ({words})"


def _authority(dossier: Dossier) -> str:
    """On what the right to file for somebody else rests; a paper is the desk's to check."""
    mandate = dossier.mandate
    if mandate is None:
        return ""
    days = f"{mandate.since:%d/%m/%Y} – {mandate.until:%d/%m/%Y}"
    words = f"{mandate.get_basis_display()} {mandate.paper}".strip()
    return f"{words} ({days})"


def _child(dossier: Dossier) -> str:
    if dossier.child is None:
        return ""
    child, words = dossier.child, _("declared, not proven")
    if child.proven_at:
        words = _("proven at a desk by %(paper)s") % {"paper": child.paper}
    return f"{child} ({child.get_relation_display()}; {words})"
