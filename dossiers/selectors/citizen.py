"""What the owner of a dossier sees."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dossiers.models import Dossier, DossierPaper, DueDate, DueKind, Supplement
from dossiers.models.mandate import Power
from dossiers.permissions import may_act, owned_by
from dossiers.selectors.wallet.papers import can_be_kept
from dossiers.workflow import FINAL, STATES, TABLE, Action, Party
from portal.agencies.models import Agency
from portal.audit.actors import ActorKind
from portal.audit.models import Event
from portal.audit.selectors import timeline
from portal.audit.subjects import Subject
from portal.documents.models import IssuedDocument

PAGE = 20

# What the house says to itself is not part of the owner's timeline.
IN_HOUSE = {
    Action.RELEASE,
    Action.OPINE,
    Action.SEND_BACK,
    Action.FAIL_SIGNING,
    Action.RETRY_SIGNING,
    Action.DECIDE,
    Action.RECALL,
    Action.TAKE_BACK,
    Action.MOVE_TO_DEPUTY,
    Action.MOVE_BACK,
    Action.DRAFT_ASKING_AT_DESK,
    Action.DRAFT_ASKING_IN_APPRAISAL,
    Action.DENY_ASKING,
    Action.RETURN_ASKING,
    Action.CHECK_AT_DESK,
    Action.CHECK_IN_APPRAISAL,
    Action.WARN_DUE,
    Action.DRAFT_APOLOGY,
    Action.WRITE_APOLOGY,
    Action.RETURN_APOLOGY,
}
GOES_BADLY = {Action.REFUSE, Action.REFUSE_LAPSED, Action.GIVE_BACK, Action.STOP}


WAITING = [state for state, row in STATES.items() if row.turn == Party.OWNER and state not in FINAL]


@dataclass(frozen=True)
class Page:
    """A stretch of a list, and the key from which the next one goes on."""

    rows: list[Dossier]
    next_key: str


@dataclass(frozen=True)
class Moment:
    """One thing that happened, in words for the owner."""

    at: datetime | None
    title: str | Promise
    by: str
    text: str | Promise = ""
    kind: str = ""


def dossiers_page(user, on: date, after: str = "") -> Page:
    """The person's dossiers, latest first, cut by key. `after` is a key a page gave."""
    rows = _listed(user, on)
    last = _by_key(user, on, after)
    if last is not None:
        rows = rows.filter(
            Q(submitted_at__lt=last.submitted_at)
            | Q(submitted_at=last.submitted_at, id__lt=last.pk)
        )
    found = list(rows.order_by("-submitted_at", "-id")[: PAGE + 1])
    more = len(found) > PAGE
    return Page(found[:PAGE], str(found[PAGE - 1].public_id) if more else "")


def waiting_dossiers(user, on: date, most: int) -> list[Dossier]:
    """Dossiers in which nothing moves until the person acts, the longest waiting first."""
    rows = _listed(user, on).filter(state__in=WAITING)
    return list(rows.order_by("submitted_at", "id")[:most])


def _listed(user, on: date) -> QuerySet[Dossier]:
    return owned_by(user, on).select_related("revision", "agency", "holder", "organisation")


def _by_key(user, on: date, key: str) -> Dossier | None:
    if not key:
        return None
    try:
        return owned_by(user, on).filter(public_id=UUID(key)).first()
    except ValueError:
        return None


def open_dossiers(user, on: date, most: int) -> list[Dossier]:
    """The few unfinished dossiers that matter most now: those that wait for the person first."""
    rows = owned_by(user, on).exclude(state__in=FINAL).select_related("revision", "agency")
    newest = list(rows.order_by("-submitted_at", "-id")[: 4 * most])
    return sorted(newest, key=lambda dossier: not dossier.waits_for_owner)[:most]


def own_dossier(user, public_id: UUID, on: date, power: Power = Power.FOLLOW) -> Dossier:
    """One over which `user` has `power`. Raises `Dossier.DoesNotExist` for any other."""
    found = (
        Dossier.objects.select_related(
            "revision__procedure",
            "case",
            "channel",
            "form_version",
            "owner",
            "organisation",
            "filed_by",
            "child",
            "agency",
            "receiving_agency__parent__parent",
            "holder__parent__parent",
            "assignee",
            "rating",
            "apology__signed_by",
            "limit_extension",
        )
        .prefetch_related("explanations")
        .get(public_id=public_id)
    )
    if not may_act(user, found, on, power):
        raise Dossier.DoesNotExist
    return found


def sent_as(user, draft_id: UUID) -> Dossier | None:
    """The dossier that the person's draft of this id became, for himself or for another."""
    sender = Q(owner=user, filed_by=None) | Q(filed_by=user)
    return Dossier.objects.filter(sender, submit_key=draft_id).first()


def moments(dossier: Dossier) -> list[Moment]:
    """The timeline in plain words, oldest first: people, units and times, nothing in-house."""
    told = [(Action(event.kind.partition(".")[2]), event) for event in timeline(dossier)]
    told = [(action, event) for action, event in told if action not in IN_HOUSE]
    names = _Names([event for _action, event in told], dossier.applicant_name)
    return [
        Moment(
            at=event.occurred_at,
            title=TABLE[action].past,
            by=names.who(event),
            text=names.detail(action, event),
            kind="bad" if action in GOES_BADLY else "done",
        )
        for action, event in told
    ]


class _Names:
    """Names of the people and agencies in a stretch of events, read in two queries."""

    def __init__(self, events: list[Event], applicant: str):
        self.applicant = applicant
        people = {event.actor_user_id for event in events}
        agencies = {event.actor_agency_id for event in events}
        for event in events:
            people.add(event.payload.get("assignee"))
            agencies |= {event.payload.get("unit"), event.payload.get("unit_to")}
        self.people = get_user_model().objects.in_bulk(people - {None})
        self.agencies = Agency.objects.in_bulk(agencies - {None})

    def who(self, event: Event) -> str:
        if event.actor_kind == ActorKind.SYSTEM:
            return _("the portal")
        if event.actor_kind == ActorKind.CITIZEN:
            return self._citizen(event)
        if event.actor_kind == ActorKind.PARTNER:
            return _("a partner’s system")
        names = (self._person(event.actor_user_id), self._agency(event.actor_agency_id))
        return ", ".join(filter(None, names))

    def detail(self, action: Action, event: Event) -> str:
        facts = event.payload
        if action is Action.ACCEPT:
            code, unit = facts.get("code", ""), self._agency(facts.get("unit"))
            return _("Dossier code %(code)s. Handed to %(unit)s.") % {"code": code, "unit": unit}
        if action in (Action.FORWARD, Action.HAND_BACK):
            return _("Now with %(unit)s.") % {"unit": self._agency(facts.get("unit_to"))}
        if action is Action.ASSIGN:
            return _("Handled by %(name)s.") % {"name": self._person(facts.get("assignee"))}
        return ""

    def _citizen(self, event: Event) -> str:
        name = self._person(event.actor_user_id)
        if not event.actor_role:
            return name
        return _("%(name)s, for %(whom)s") % {"name": name, "whom": self.applicant}

    def _person(self, pk: int | None) -> str:
        person = self.people.get(pk)
        return str(person) if person else ""

    def _agency(self, pk: int | None) -> str:
        agency = self.agencies.get(pk)
        return str(agency) if agency else ""


def due_dates(dossier: Dossier) -> dict[str, DueDate]:
    """The latest date of each kind; the promised one as it was first given."""
    latest: dict[str, DueDate] = {}
    for row in dossier.due_dates.order_by("id"):
        if row.kind != DueKind.PROMISED or row.kind not in latest:
            latest[row.kind] = row
    return latest


def documents_of(dossier: Dossier) -> QuerySet[IssuedDocument]:
    """Papers the portal has issued for this dossier; one still being signed is not among them."""
    about = Subject.of(dossier)
    return (
        IssuedDocument.objects.public()
        .filter(subject_kind=about.kind, subject_id=about.id)
        .select_related("file")
        .order_by("issued_at", "id")
    )


def papers_in(dossier: Dossier) -> list[DossierPaper]:
    """The files handed in, in the order of the law, later ones after earlier ones; `keepable` are
    those that their owner can keep.
    """
    rows = dossier.papers.select_related("paper", "file", "supplement")
    rows = rows.annotate(keepable=ExpressionWrapper(can_be_kept(), BooleanField()))
    return list(rows.order_by("paper__order", "paper_id", "id"))


def open_supplement(dossier: Dossier) -> Supplement | None:
    """The request that waits for the applicant, with its items."""
    waiting = dossier.supplements.filter(answered_at=None).prefetch_related(
        "items__paper", "items__files__file"
    )
    return waiting.first() if dossier.waits_for_owner else None
