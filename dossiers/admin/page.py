"""What the page of one dossier shows to an official."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.selectors.answers import read_path
from dossiers.selectors.citizen import due_dates
from dossiers.selectors.desk import answers_in_words
from dossiers.selectors.files import files_of, with_files
from dossiers.views.words import due_now
from dossiers.workflow import TABLE, Action
from portal.audit.actors import Actor
from portal.audit.selectors import timeline
from portal.documents.links import link
from portal.documents.selectors import issued_for


def page_of(dossier: Dossier, user, actor: Actor) -> dict:
    """`actor` is the official as the owner of a file that is opened here reads of him."""
    return {
        "dossier": dossier,
        "answers": with_files(
            answers_in_words(dossier),
            files_of(dossier),
            lambda file: link(file, user, actor=actor),
        ),
        "paper_columns": [_("Paper"), _("File"), _("Handed in")],
        "papers": [_paper_row(paper, user, actor) for paper in dossier.papers.all()],
        "supplements": [
            _supplement(supplement, dossier) for supplement in dossier.supplements.all()
        ],
        "opinions": [
            {"title": row.text, "at": row.at, "by": row.by.full_name}
            for row in dossier.opinions.all()
        ],
        "proposals": list(_proposals(dossier)),
        "notes": [
            {"title": row.text, "at": row.at, "by": row.by.full_name} for row in dossier.notes.all()
        ],
        "issued_columns": [_("Paper"), _("Code"), _("State")],
        "issued": [_issued_row(document, user, actor) for document in issued_for(dossier)],
        "timeline": history(dossier),
        "facts": facts_of(dossier),
        "legal_bases": [
            " · ".join(filter(None, (basis.symbol, basis.title)))
            for basis in dossier.revision.legal_bases.all()
        ],
        "due": due_now(dossier, due_dates(dossier)),
    }


def history(dossier: Dossier) -> list[dict]:
    """Who did what when, oldest first, with the official's name and in the words of the table."""
    events = list(timeline(dossier))
    people = get_user_model().objects.in_bulk({event.actor_user_id for event in events} - {None})
    return [
        {
            "title": TABLE[Action(event.kind.removeprefix("dossier."))].past,
            "at": event.occurred_at,
            "by": people[event.actor_user_id].full_name
            if event.actor_user_id in people
            else _("the portal"),
        }
        for event in events
    ]


def facts_of(dossier: Dossier) -> list[dict]:
    rows = [
        (_("Applicant"), dossier.applicant_name),
        (_("Right to act for the organisation"), _representation(dossier)),
        (_("Sent by"), _sender(dossier)),
        (_("Agency in charge"), dossier.agency.name),
        (_("With"), dossier.holder.name),
        (_("Official"), dossier.assignee.full_name if dossier.assignee else _("nobody yet")),
        (_("Submission number"), dossier.submission_number),
        (_("Result"), dossier.get_return_way_display()),
        (_("Situation"), str(dossier.case) if dossier.case else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _representation(dossier: Dossier) -> str:
    """Anybody may type the name of any organisation; the desk must know whether it is proven."""
    if dossier.organisation is None:
        return ""
    if dossier.organisation.proven_at:
        return _("proven")
    return _("Not proven: check the paper that gives the authority")


def _sender(dossier: Dossier) -> str:
    proven = hasattr(dossier.owner, "proven_identity")
    words = _("identity proven") if proven else _("identity not proven")
    return f"{dossier.owner.full_name} ({words})"


def _paper_row(paper, user, actor: Actor) -> list:
    return [
        paper.paper.title,
        {"text": paper.file.name, "url": link(paper.file, user, actor=actor)},
        paper.added_at,
    ]


def _issued_row(document, user, actor: Actor) -> list:
    return [
        document.get_kind_display(),
        {"text": document.code, "url": link(document.file, user, actor=actor)},
        f"{document.get_state_display()} · {document.get_signing_display()}",
    ]


def _supplement(supplement, dossier: Dossier) -> dict:
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


def _proposals(dossier: Dossier):
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
