"""Who is who: the tree of agencies, posts held, scope of a role, calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet

from portal.agencies.models import Agency, AgencyIdentifier, CalendarVersion, Tenure
from portal.agencies.models.agency import DEEPEST
from portal.agencies.roles import OVERSIGHT, Role
from portal.kernel.calendar import WorkingCalendar


class NoCalendar(LookupError):
    """Nobody has published a working calendar for this agency or any above it."""


class NoCode(LookupError):
    """The agency holds no code of this form on this day."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held at an agency."""

    role: Role
    agency: Agency


@dataclass(frozen=True, slots=True)
class Branch:
    """An agency with what is below it, in Vietnamese order of names."""

    agency: Agency
    below: tuple["Branch", ...]


def tree(on: date) -> list[Branch]:
    """All agencies in force on ``on``, from the top, in one query."""
    children: dict[int | None, list[Agency]] = {}
    for agency in Agency.objects.in_force(on):
        children.setdefault(agency.parent_id, []).append(agency)
    return list(_branches(None, children))


def _branches(parent: int | None, children: dict[int | None, list[Agency]]) -> tuple[Branch, ...]:
    return tuple(
        Branch(agency, _branches(agency.pk, children)) for agency in children.get(parent, [])
    )


def root(on: date) -> Agency | None:
    """The agency at the top of the tree, whose calendar is the province's."""
    return Agency.objects.in_force(on).filter(parent=None).order_by("id").first()


def agency_choices(on: date) -> list[tuple[str, str]]:
    """Codes and names of the authorities in force, in Vietnamese order, for a list to choose."""
    held = AgencyIdentifier.objects.in_force(on).filter(
        form=AgencyIdentifier.Form.NEW, agency__in=Agency.objects.in_force(on)
    )
    authorities = held.exclude(agency__kind__in=Agency.INTERNAL).select_related("agency")
    ordered = authorities.order_by(
        F("agency__parent").asc(nulls_first=True), "agency__level", "agency__name_key"
    )
    return [(identifier.code, identifier.agency.local_name) for identifier in ordered]


def agency_by_code(code: str, on: date) -> Agency | None:
    """The agency that holds ``code``, of either form, on ``on``."""
    held = AgencyIdentifier.objects.in_force(on).select_related("agency").filter(code=code)
    identifier = held.first()
    return identifier.agency if identifier else None


def code_of(
    agency: Agency, on: date, form: AgencyIdentifier.Form = AgencyIdentifier.Form.NEW
) -> str:
    """The legal code of an agency on a day. Raises ``NoCode``."""
    held = AgencyIdentifier.objects.in_force(on).filter(agency=agency, form=form)
    code = held.values_list("code", flat=True).first()
    if code is None:
        raise NoCode(f"{agency.name}: {form}, {on:%d/%m/%Y}")
    return code


def divisions_of(agency: Agency) -> QuerySet[Agency]:
    """The authority that ``agency`` is or belongs to, with all the units inside it."""
    return Agency.objects.filter(_inside([agency.authority.pk]))


def division_path(agency: Agency) -> list[Agency]:
    """From the authority down to the unit: what "who has it now" shows."""
    line = agency.line()
    return line[line.index(agency.authority) :]


def roles_of(user: Model, on: date) -> list[Grant]:
    """What the posts that ``user`` holds on ``on`` let him do, in agencies in force that day."""
    held = (
        Tenure.objects.in_force(on)
        .filter(user_id=user.pk, post__agency__in=Agency.objects.in_force(on))
        .select_related("post__agency__parent")
        .order_by("since", "id")
    )
    found = {
        (role, tenure.post.agency_id): Grant(Role(role), tenure.post.agency)
        for tenure in held
        for role in tenure.post.roles
    }
    return list(found.values())


def holders(role: Role, agency: Agency, on: date) -> list[int]:
    """Ids of the accounts that hold ``role`` at ``agency`` on ``on``, in the order they came."""
    held = Tenure.objects.in_force(on).filter(post__agency=agency, post__roles__contains=[role])
    return list(dict.fromkeys(held.order_by("since", "id").values_list("user_id", flat=True)))


def agencies_in_scope(grants: Iterable[Grant]) -> set[int]:
    """Ids of the agencies in which the grants count.

    A role counts in its agency and the units inside it; one that watches over others counts in
    everything below.
    """
    grants = list(grants)
    watched = [grant.agency.pk for grant in grants if grant.role in OVERSIGHT]
    worked = [grant.agency.pk for grant in grants if grant.role not in OVERSIGHT]
    if not grants:
        return set()
    found = Agency.objects.filter(_inside(worked) | _below(watched))
    return set(found.values_list("pk", flat=True))


def _below(ids: list[int]) -> Q:
    """The agencies and everything under them; the tree is at most ``DEEPEST`` levels deep."""
    condition = Q(pk__in=ids)
    for depth in range(1, DEEPEST):
        condition |= Q(**{"parent__" * (depth - 1) + "parent__in": ids})
    return condition


def _inside(ids: list[int]) -> Q:
    """The agencies and the units inside them, but not other authorities under them."""
    condition, units = Q(pk__in=ids), Q(kind__in=Agency.INTERNAL)
    for depth in range(1, DEEPEST):
        above = "parent__" * (depth - 1)
        condition |= units & Q(**{f"{above}parent__in": ids})
        units &= Q(**{f"{above}parent__kind__in": Agency.INTERNAL})
    return condition


def post_title(user: Model, agency: Agency | int | None, on: date) -> str:
    """Title of the post that ``user`` holds at ``agency`` on ``on``, as papers print it."""
    pk = agency.pk if isinstance(agency, Agency) else agency
    held = Tenure.objects.in_force(on).filter(user_id=user.pk, post__agency_id=pk)
    return held.order_by("since", "id").values_list("post__title", flat=True).first() or ""


def calendar_of(agency: Agency, on: date) -> WorkingCalendar:
    """The calendar that dossiers accepted at ``agency`` on ``on`` are counted with.

    An agency without one has that of the agency above. Raises ``NoCalendar``.
    """
    version = version_of(agency, on)
    return _value(version.key, version.pk)


def version_of(agency: Agency, on: date) -> CalendarVersion:
    """The published version behind ``calendar_of``. Raises ``NoCalendar``."""
    for each in reversed(agency.line()):
        if each.calendar_id is not None:
            return _version(each.calendar_id, on)
    raise NoCalendar(agency.name)


def calendars_over(agency: Agency, days: Iterable[date]) -> dict[date, WorkingCalendar]:
    """``calendar_of`` on each of the days, the published versions read once. Raises
    ``NoCalendar``.
    """
    lined = [each.calendar_id for each in reversed(agency.line()) if each.calendar_id is not None]
    versions = list(_published(lined[0]).order_by("since", "-number")) if lined else []
    if not versions:
        raise NoCalendar(agency.name)
    found = {}
    for day in days:
        started = [each for each in versions if each.since <= day]
        last = max((each.since for each in started), default=versions[0].since)
        version = next(each for each in versions if each.since == last)
        found[day] = _value(version.key, version.pk)
    return found


def _version(calendar_id: int, on: date) -> CalendarVersion:
    """The newest one in force on the day; before the first one, the first one."""
    published = _published(calendar_id)
    started = published.filter(since__lte=on).order_by("-since", "-number").first()
    version = started or published.order_by("since", "-number").first()
    if version is None:
        raise NoCalendar(str(calendar_id))
    return version


def _published(calendar_id: int) -> QuerySet[CalendarVersion]:
    return CalendarVersion.objects.select_related("calendar").filter(
        calendar_id=calendar_id, state=CalendarVersion.State.PUBLISHED
    )


@lru_cache(maxsize=256)
def _value(key: UUID, pk: int) -> WorkingCalendar:
    """A published version never changes, so its value is built once a process."""
    version = CalendarVersion.objects.select_related("calendar").get(pk=pk, key=key)
    return version.as_value()
