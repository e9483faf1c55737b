"""What officials read of one dossier, and what they can do with it."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import Dossier
from dossiers.permissions import actor_for, standing, visible_to
from dossiers.selectors.answers import group_of, label_of
from dossiers.selectors.charges import payment_makes_sense
from dossiers.selectors.drafts import evaluation_of
from dossiers.selectors.money.before_result import holds_result
from dossiers.selectors.offers import makes_sense
from dossiers.selectors.steps import came_from, can_be_taken_back, last_step
from dossiers.selectors.tasks import halted
from dossiers.selectors.terms import is_immediate
from dossiers.selectors.wallet.held import held_for
from dossiers.workflow import Action, State, actions_from
from portal.agencies.models import Agency, Tenure
from portal.agencies.roles import Role
from portal.agencies.selectors import divisions_of, holders
from procedures.eforms.summary import SummarySection, summarise
from procedures.models import Offering, Paper


def desk_dossier(user, public_id, on: date) -> Dossier | None:
    """One dossier that the official may open, with what its page shows."""
    return (
        visible_to(user, on)
        .select_related(
            "revision__procedure",
            "channel",
            "case",
            "form_version",
            "agency",
            "receiving_agency",
            "holder",
            "assignee",
            "owner__proven_identity",
            "organisation",
            "filed_by__proven_identity",
            "mandate",
            "child",
        )
        .prefetch_related(
            "papers__paper",
            "papers__file",
            "papers__kept__agency",
            "papers__kept__checked_by",
            "papers__kept__file",
            "papers__kept__result",
            "papers__source__dossier",
            "opinions__by",
            "notes__by",
            "proposals__by",
            "supplements__items",
            "due_dates",
            "tasks__agency",
            "tasks__unit",
            "tasks__answered_by",
        )
        .filter(public_id=public_id)
        .distinct()
        .first()
    )


def available(user, dossier: Dossier, on: date) -> list[Action]:
    """What this official may do now, in the order of the state table."""
    return [
        action
        for action in actions_from(State(dossier.state))
        if actor_for(user, action, dossier, on) is not None
        and _makes_sense(user, action, dossier, on)
    ]


def _makes_sense(user, action: Action, dossier: Dossier, on: date) -> bool:
    if action == Action.CLAIM:
        return dossier.assignee_id is None
    if action == Action.RELEASE:
        return dossier.assignee_id == user.pk
    if action == Action.GO_ON:
        return halted(dossier)
    if action == Action.HAND_BACK:
        return came_from(dossier) is not None
    if action == Action.TAKE_BACK:
        return can_be_taken_back(last_step(dossier), dossier)
    if action == Action.PROPOSE_AT_DESK:
        return dossier.assignee_id is None and is_immediate(dossier)
    if action == Action.RELEASE_UNPAID:
        return bool(holds_result(dossier, on))
    if action in (Action.ATTACH_HELD_AT_DESK, Action.ATTACH_HELD_IN_APPRAISAL):
        return bool(held_for(dossier, timezone.localdate()))
    if action == Action.RETRY_SIGNING:
        return bool(dossier.signing_error)
    if action == Action.DECIDE:
        return not dossier.proposals.filter(closed_at=None, by=user).exists()
    return makes_sense(user, action, dossier) and payment_makes_sense(action, dossier)


def units_for(dossier: Dossier) -> QuerySet[Agency]:
    """The agency in charge with its units, but for the desk."""
    return divisions_of(dossier.agency).exclude(pk=dossier.receiving_agency_id)


def default_unit(dossier: Dossier) -> Agency:
    """The division that usually works on this procedure."""
    offering = (
        Offering.objects.filter(procedure=dossier.revision.procedure_id, agency=dossier.agency)
        .select_related("division")
        .order_by("-since")
        .first()
    )
    return (offering and offering.division) or dossier.agency


def officials_of(dossier: Dossier, on: date) -> QuerySet:
    """The officials who can be given the dossier: those with a post in the unit that has it."""
    unit, agency = dossier.holder, dossier.agency
    ids = [*holders(Role.OFFICER, unit, on), *holders(Role.LEADER, agency, on)]
    return get_user_model().objects.filter(pk__in=ids).order_by("name_key")


def colleagues_of(user, on: date) -> QuerySet:
    """Everybody with a post where the official works, himself included."""
    places = {pk for _grant, places in standing(user, on) for pk in places}
    held = Tenure.objects.in_force(on).filter(post__agency__in=places)
    return get_user_model().objects.filter(pk__in=held.values("user_id")).order_by("name_key", "pk")


def answers_in_words(dossier: Dossier) -> list[SummarySection]:
    """The answers as people read them, by section; nothing where the procedure has no form."""
    if dossier.form_version is None:
        return []
    evaluation = evaluation_of(dossier, dossier.rules_day)
    return summarise(dossier.form_version.definition, evaluation)


def answers_by_path(dossier: Dossier) -> dict[str, str]:
    """The words of every visible answer; of a group with rows, how many it has."""
    found: dict[str, str] = {}
    for section in answers_in_words(dossier):
        for row in section.rows:
            if group := group_of(row.path):
                number = row.path.removeprefix(f"{group}.").partition(".")[0]
                found[group] = str(int(number) + 1)
            if not row.heading:
                found[row.path] = row.value
    return found


@dataclass(frozen=True)
class Askable:
    """Something of a dossier that the applicant can be asked to complete."""

    label: str
    paper: Paper | None = None
    field_key: str = ""
    before: object = None


def fields_to_ask(dossier: Dossier) -> dict[str, Askable]:
    """Every paper of the revision's case and every answer of the form, by a key for the page."""
    papers = dossier.revision.papers.filter(Q(case=None) | Q(case=dossier.case))
    found = {f"paper-{paper.pk}": Askable(paper.title, paper=paper) for paper in papers}
    if dossier.form_version is not None:
        form = dossier.form_version.definition
        for path, value in answers_by_path(dossier).items():
            label = label_of(form, path)
            found[f"field-{path}"] = Askable(label, field_key=path, before=value)
    return found
