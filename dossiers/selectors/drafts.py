"""What a draft still needs before it can be sent."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Draft, DraftPaper
from dossiers.selectors.acting import acting_errors, acting_of
from dossiers.selectors.answers import label_of
from dossiers.selectors.draft_post import post_error, ways_for
from dossiers.selectors.files import file_answers, strangers
from dossiers.selectors.filing import online_offerings
from dossiers.selectors.wallet.papers import no_longer_good
from portal.agencies.places import Country, Filed
from procedures.eforms import Evaluation, evaluate
from procedures.eforms.places import Places
from procedures.models import Paper
from procedures.models.choices import PaperKind
from procedures.selectors import papers_of

CHANGED = _("The rules of this procedure have changed since you began. Move your draft to them.")
AGENCY_GONE = _("This agency no longer takes the procedure online. Begin again with another one.")
PAPER_MISSING = _("Add this paper: the dossier cannot be sent without it.")
FILE_GONE = _("Add the file again; it did not arrive.")
WAY_UNKNOWN = _("Choose how you want to receive the result.")


@dataclass(frozen=True)
class Need:
    """A paper the applicant hands in, and what is there already."""

    paper: Paper
    files: list[DraftPaper]

    @property
    def key(self) -> str:
        return f"paper-{self.paper.key}"

    @property
    def required(self) -> bool:
        """Whether the dossier cannot go without it; one needed only at times may be left out."""
        return not self.paper.conditional

    @property
    def missing(self) -> bool:
        return self.required and not self.files


def drafts_of(user) -> QuerySet[Draft]:
    """A person's own drafts, latest first."""
    return Draft.objects.filter(owner=user).select_related(
        "revision__procedure", "agency", "organisation", "mandate__principal", "child", "case"
    )


def draft_of(user, public_id: UUID) -> Draft:
    """The person's own draft. Raises `Draft.DoesNotExist` for anybody else's."""
    return (
        drafts_of(user)
        .select_related("form_version", "channel", "desk", "owner", "revision__procedure__current")
        .get(public_id=public_id)
    )


def evaluation_of(filing: Any, on: date) -> Evaluation:
    """What the form says of the answers of a draft or dossier on the local day `on`.

    Empty where there is no form.
    """
    if filing.form_version is None:
        return Evaluation()
    definition = filing.form_version.definition
    places = places_for(filing, on)
    return evaluate(definition, filing.answers, on, circumstances_of(filing), places)


def places_for(filing: Any, on: date) -> Places:
    """Provinces and communes to choose from; a dossier once sent is read as it was written.

    Kept on the instance: a page asks for many evaluations of one filing on one day.
    """
    if filing.pk and not isinstance(filing, Draft):
        return Filed()
    kept = getattr(filing, "_places", None)
    if kept is None or kept[0] != on:
        kept = filing._places = (on, Country(on))
    return kept[1]


def circumstances_of(filing: Any) -> dict[str, str]:
    """What conditions of the form may ask of a draft or dossier besides its answers."""
    case = filing.case.key if filing.case else ""
    return {"case": case, "channel": filing.channel.kind}


def needs_of(draft: Draft) -> list[Need]:
    """The papers to hand in, in the order of the law; what the form replaces is not asked for."""
    files: dict[int, list[DraftPaper]] = {}
    for row in draft.papers.select_related("file", "kept__file", "kept__result"):
        files.setdefault(row.paper_id, []).append(row)
    return [Need(paper, files.get(paper.pk, [])) for paper in asked_papers(draft)]


def asked_papers(filing: Any) -> list[Paper]:
    """The papers that the revision and case of a draft or dossier ask to hand in."""
    replaced = filing.form_version_id is not None
    return [
        paper
        for paper in papers_of(filing.revision, filing.case)
        if paper.kind == PaperKind.HAND_IN and not (replaced and paper.replaced_by_form)
    ]


def is_outdated(draft: Draft) -> bool:
    """Whether another revision has come into force since the draft was begun."""
    return draft.revision.procedure.current_id != draft.revision_id


def draft_errors(draft: Draft, on: date) -> dict[str, str | Promise]:
    """Everything that stops the draft from being sent on the local day `on`, by field or paper."""
    errors: dict[str, str | Promise] = {}
    if is_outdated(draft):
        errors["revision"] = CHANGED
    elif not online_offerings(draft.revision.procedure, on).filter(agency=draft.agency_id).exists():
        errors["agency"] = AGENCY_GONE
    errors.update(acting_errors(draft.owner, acting_of(draft), draft.revision.procedure, on))
    for path, problems in evaluation_of(draft, on).errors.items():
        errors[path] = f"{label_of(draft.form_version.definition, path)}: {problems[0].message}"
    if draft.form_version is not None:
        named = file_answers(draft.form_version.definition, draft.answers)
        for path in strangers(draft, named):
            errors[path] = f"{label_of(draft.form_version.definition, path)}: {FILE_GONE}"
    for need in needs_of(draft):
        if need.missing:
            errors[need.key] = f"{need.paper.title}: {PAPER_MISSING}"
        for words in no_longer_good(need.files, on).values():
            errors[need.key] = f"{need.paper.title}: {words}"
    if draft.return_way not in ways_for(draft, on):
        errors["return_way"] = WAY_UNKNOWN
    elif wrong := post_error(draft, on):
        errors["return_way"] = wrong
    return errors
