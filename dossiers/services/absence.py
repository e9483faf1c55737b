"""Away with a deputy: dossiers near their date move to him by themselves, and nothing waits for
somebody who is ill.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, DossierError, Invalid, NotAllowed
from dossiers.models import Absence, AbsenceMove, Dossier
from dossiers.permissions import WORKERS, actor_at, leads_over, places_of
from dossiers.rules.desk import ABSENCE_NEAR
from dossiers.selectors.absences import near_their_date, under_way
from dossiers.services.change import changing
from dossiers.services.watch.each import tell_each
from dossiers.workflow import Action
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.messaging.services import notify
from portal.pages.templatetags.ui import date_short


def announce_absence(
    *, official, deputy, since: date, until: date | None, by, at: datetime | None = None
) -> Absence:
    """Say that `official` is away, both days included; without `until` he is until he comes back.
    By himself, or by his leader, never by one whom he leads. Both are told, and what is near its
    date moves at once.

    Raises `Invalid` when the days run backwards, the deputy works nowhere the official does, or
    they stand in for each other at the same time; `NotAllowed`.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    actor = _teller(by, official, day)
    if until is not None and (until < since or until < day):
        raise Invalid({"until": _("The last day comes after the first and not before today.")})
    if deputy == official or not _works_with(deputy, official, day):
        raise Invalid({"deputy": _("Choose a colleague who works in the same unit.")})
    with transaction.atomic():
        if _is_away(deputy, since, until):
            raise Invalid({"deputy": _("This colleague is away at that time.")})
        absence = Absence.objects.create(
            official=official, deputy=deputy, since=since, until=until, told_by=by, told_at=at
        )
        facts = {"official": official.pk, "deputy": deputy.pk, "since": since, "until": until}
        event = record("absence.announced", absence, actor, facts, at=at)
        for person in (official, deputy):
            notify(event, "dossiers/absence_for_official", person, _words(absence))
        if since <= day:
            move_work(absence=absence, at=at)
    return absence


def _teller(by, official, day: date) -> Actor:
    if by == official:
        own = places_of(official, WORKERS | {Role.DESK}, day)
        actor = actor_at(by, own, WORKERS | {Role.DESK}, day)
    elif leads_over(by, official, day):
        actor = actor_at(by, places_of(official, WORKERS, day), {Role.LEADER}, day)
    else:
        actor = None
    if actor is None:
        raise NotAllowed
    return actor


def _works_with(deputy, official, day: date) -> bool:
    return bool(places_of(deputy, WORKERS, day) & places_of(official, WORKERS, day))


def _is_away(person, since: date, until: date | None) -> bool:
    away = Absence.objects.filter(official=person, returned_at=None)
    away = away.filter(Q(until=None) | Q(until__gte=since))
    return away.filter(since__lte=until).exists() if until else away.exists()


def _words(absence: Absence, **more) -> dict:
    return {
        "official": absence.official.full_name,
        "deputy": absence.deputy.full_name,
        "since": date_short(absence.since),
        "until": date_short(absence.until),
        **more,
    }


def move_work(*, absence: Absence, at: datetime | None = None) -> int:
    """Give the deputy what is near its date; how many dossiers moved."""
    at = at or timezone.now()
    moved = 0
    for dossier in near_their_date(absence, timezone.localdate(at), ABSENCE_NEAR):
        try:
            _move(absence, dossier, at)
        except DossierError:  # somebody has just taken it up, or it ended: nothing waits
            continue
        moved += 1
    return moved


def _move(absence: Absence, dossier: Dossier, at: datetime) -> None:
    with changing(dossier, Action.MOVE_TO_DEPUTY, by=None, expected_version=None, at=at) as change:
        if change.dossier.assignee_id != absence.official_id:
            raise Conflict(change.dossier)
        change.dossier.assignee_id = absence.deputy_id
        event = change.record(
            absence=absence.pk, assignee=absence.deputy_id, assignee_from=absence.official_id
        )
        AbsenceMove.objects.update_or_create(
            absence=absence,
            dossier=change.dossier,
            defaults={"version": change.dossier.version, "at": at, "back_at": None},
        )
        context = {"dossier": change.dossier, "official": absence.official.full_name}
        link = change.dossier.desk_url
        notify(event, "dossiers/moved_for_official", absence.deputy, context, link)


def end_absence(*, absence: Absence, by=None, at: datetime | None = None) -> Absence:
    """The official is back: what the deputy has not touched goes back to him. By himself, the
    leader who may announce it, or by the portal (`by=None`) after the last day. Ending it twice
    is once. Raises `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        held = Absence.objects.select_for_update(of=("self",))
        absence = held.select_related("official", "deputy").get(pk=absence.pk)
        day = timezone.localdate(at)
        actor = SYSTEM if by is None else _teller(by, absence.official, day)
        if absence.returned_at is not None:
            return absence
        absence.returned_at = at
        absence.save(update_fields=["returned_at"])
        moves = absence.moves.filter(back_at=None).select_related("dossier").order_by("pk")
        number = sum(_move_back(absence, move, at) for move in moves)
        event = record("absence.ended", absence, actor, {"back": number}, at=at)
        for person in (absence.official, absence.deputy):
            context = _words(absence, number=number)
            notify(event, "dossiers/absence_over_for_official", person, context)
    return absence


def _move_back(absence: Absence, move: AbsenceMove, at: datetime) -> bool:
    """False when the deputy has worked on it: then it stays with him."""
    try:
        with changing(
            move.dossier, Action.MOVE_BACK, by=None, expected_version=None, at=at
        ) as change:
            if change.dossier.version != move.version:
                raise Conflict(change.dossier)
            change.dossier.assignee_id = absence.official_id
            change.record(
                absence=absence.pk, assignee=absence.official_id, assignee_from=absence.deputy_id
            )
    except DossierError:
        return False
    move.back_at = at
    move.save(update_fields=["back_at"])
    return True


def watch_absences(at: datetime | None = None) -> int:
    """Move what has come near its date, and end the absences whose last day is over."""
    at = at or timezone.now()
    return tell_each(under_way(timezone.localdate(at)), lambda absence: _watch(absence, at))


def _watch(absence: Absence, at: datetime) -> int:
    if absence.until is not None and absence.until < timezone.localdate(at):
        end_absence(absence=absence, at=at)
        return 0
    return move_work(absence=absence, at=at)
