"""What officials read: their lists by deadline, one dossier with all that belongs to it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.models import F, Q, QuerySet

from dossiers.models import Dossier
from dossiers.permissions import actor_for, places_of, standing, visible_to
from dossiers.selectors.drafts import evaluation_of
from dossiers.selectors.offers import makes_sense
from dossiers.workflow import Action, State, actions_from
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import divisions_of, holders
from portal.kernel.text import fold
from procedures.eforms.summary import SummarySection, summarise
from procedures.models import Offering, Paper

PAGE = 50
IN_HOUSE = [State.ACCEPTED, State.PROCESSING, State.PROPOSED, State.SIGNING]


@dataclass(frozen=True)
class Queue:
    """One of the lists an official works from."""

    key: str
    roles: frozenset[Role]
    where: Q


QUEUES = [
    Queue("intake", frozenset({Role.DESK}), Q(state=State.SUBMITTED)),
    Queue("mine", frozenset({Role.OFFICER, Role.LEADER}), Q(state__in=IN_HOUSE)),
    Queue("unit", frozenset({Role.OFFICER, Role.LEADER}), Q(state__in=IN_HOUSE)),
    Queue("decide", frozenset({Role.LEADER}), Q(state__in=[State.PROPOSED, State.SIGNING])),
    Queue("return", frozenset({Role.DESK}), Q(state=State.DONE)),
    Queue("all", frozenset({Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR}), Q()),
]


def queues_for(user, on: date) -> list[Queue]:
    held = {grant.role for grant, _places in standing(user, on)}
    return [queue for queue in QUEUES if queue.roles & held]


def in_queue(user, queue: Queue, on: date) -> QuerySet[Dossier]:
    """The dossiers of one list, nearest deadline first, those without a deadline last."""
    places = places_of(user, queue.roles, on)
    if queue.key == "all":
        rows = visible_to(user, on)
    elif queue.key == "mine":
        rows = Dossier.objects.filter(assignee=user)
    elif Role.DESK in queue.roles:
        rows = Dossier.objects.filter(receiving_agency__in=places)
    else:
        rows = Dossier.objects.filter(holder__in=places)
    return (
        rows.filter(queue.where)
        .select_related("revision__procedure", "holder", "assignee")
        .order_by(F("deadline_at").asc(nulls_last=True), "pk")
    )


def after(rows: QuerySet[Dossier], deadline: datetime | None, pk: int) -> QuerySet[Dossier]:
    """The rows that come after (`deadline`, `pk`) in the order of `in_queue`."""
    if deadline is None:
        return rows.filter(deadline_at=None, pk__gt=pk)
    return rows.filter(
        Q(deadline_at__gt=deadline) | Q(deadline_at=deadline, pk__gt=pk) | Q(deadline_at=None)
    )


def matching(rows: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """Rows whose code, submission number or applicant has the words; diacritics do not matter."""
    words = words.strip()
    return rows.filter(
        Q(code__istartswith=words)
        | Q(submission_number__istartswith=words)
        | Q(applicant_folded__contains=fold(words))
    )


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
        )
        .prefetch_related(
            "papers__paper",
            "papers__file",
            "opinions__by",
            "notes__by",
            "proposals__by",
            "supplements__items",
            "due_dates",
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
        if actor_for(user, action, dossier, on) is not None and _makes_sense(user, action, dossier)
    ]


def _makes_sense(user, action: Action, dossier: Dossier) -> bool:
    if action == Action.CLAIM:
        return dossier.assignee_id is None
    if action == Action.RELEASE:
        return dossier.assignee_id == user.pk
    if action == Action.RETRY_SIGNING:
        return bool(dossier.signing_error)
    if action == Action.DECIDE:
        return not dossier.proposals.filter(closed_at=None, by=user).exists()
    return makes_sense(user, action, dossier)


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


def answers_in_words(dossier: Dossier) -> list[SummarySection]:
    """The answers as people read them, by section; nothing where the procedure has no form."""
    if dossier.form_version is None:
        return []
    evaluation = evaluation_of(dossier, dossier.rules_day)
    return summarise(dossier.form_version.definition, evaluation)


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
    for section in answers_in_words(dossier):
        for row in section.rows:
            if not row.heading:
                found[f"field-{row.path}"] = Askable(
                    row.label, field_key=row.path, before=row.value
                )
    return found
