"""Parts of the catalogue, the same for pages, the API and open data, and which of them exist.

Nothing here counts: that something exists is told by the first row found.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.agencies.models import Agency
from portal.search.rules.symbols import symbol_key
from procedures.models import LifeEvent, Procedure, Sector
from procedures.models.choices import Completeness
from procedures.rules.names import letter_key
from procedures.selectors.catalogue import open_offerings, public_procedures


def in_sector(code: str) -> Q:
    """In the sector that bears, or once bore, the code."""
    return Q(sector__in=Sector.objects.filter(Q(code=code) | Q(codes__code=code)))


def offered_by(agency: Agency | None, day: date) -> Q:
    """Taken by the agency on the local date `day`."""
    return Q(pk__in=open_offerings(day).filter(agency=agency).values("procedure"))


def open_to(audience: str) -> Q:
    return Q(current__audiences__contains=[audience])


def at_level(level: int | str) -> Q:
    return Q(current__level=level)


def to_extent(extent: str) -> Q:
    """Fully online, partly, or not."""
    return Q(current__completeness=extent)


def online() -> Q:
    """Fully or partly online."""
    return ~to_extent(Completeness.NONE)


def under_letter(letter: str) -> Q:
    """Whose name begins with a letter of the alphabet; nothing does with any other sign."""
    key = letter_key(letter)
    return Q(sort_key__startswith=key) if key else Q(pk=None)


def in_life_event(event: LifeEvent) -> Q:
    return Q(pk__in=event.procedures.values("pk"))


def standing_on(symbol: str) -> Q:
    """With this text among the legal bases, its symbol in any spelling."""
    bases = Procedure.objects.filter(current__legal_bases__symbol_key=symbol_key(symbol))
    return Q(pk__in=bases.values("pk"))


def existing(question: "Question") -> set[str]:
    """The names of those conditions that any public procedure meets, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(question.sql, question.params)
        row = cursor.fetchone() or ()
    return {name for name, found in zip(question.names, row, strict=False) if found}


@dataclass(frozen=True)
class Question:
    """Which of many conditions are met, as one query. Written once: to put it together takes the
    framework longer than it takes the database to answer."""

    names: tuple[str, ...]
    sql: str
    params: tuple

    @classmethod
    def of(cls, conditions: Mapping[str, Q]) -> Self:
        probes = {
            f"has_{number}": Exists(public_procedures().filter(condition))
            for number, condition in enumerate(conditions.values())
        }
        rows = Procedure.objects.annotate(**probes).order_by("pk").values_list(*probes)[:1]
        return cls(tuple(conditions), *rows.query.sql_with_params())


def open_sectors() -> QuerySet[Sector]:
    """Sectors with a procedure."""
    return Sector.objects.filter(Exists(public_procedures().filter(sector=OuterRef("pk"))))


def open_events() -> QuerySet[LifeEvent]:
    """Moments of a life with a procedure."""
    links = LifeEvent.procedures.through.objects.filter(
        lifeevent=OuterRef("pk"), procedure__in=public_procedures()
    )
    return LifeEvent.objects.filter(Exists(links))


def open_agencies(day: date) -> QuerySet[Agency]:
    """Agencies that take dossiers of anything on the local date `day`."""
    return Agency.objects.filter(Exists(open_offerings(day).filter(agency=OuterRef("pk"))))


def chosen(choices: Iterable[tuple], found: set[str], group: str) -> list[tuple]:
    """Of the choices of a group those that exist; `found` names them as `group:value`."""
    return [(value, label) for value, label in choices if f"{group}:{value}" in found]
