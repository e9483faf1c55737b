"""Provinces and communes for addresses: what may be chosen on a day, and how a code reads."""

from collections.abc import Iterable
from datetime import date

from portal.agencies.models import AdministrativeUnit
from portal.kernel.text import sort_key

Choices = list[tuple[str, str]]
_KINDS_BEFORE = ("Tỉnh ", "Thành phố ")


class Country:
    """The administrative units on a local day. Every list is read once."""

    def __init__(self, day: date):
        self._day = day
        self._provinces: Choices | None = None
        self._communes: dict[str, Choices] = {}

    def provinces(self) -> Choices:
        """By the names people look for, without "tỉnh" and "thành phố", in Vietnamese order."""
        if self._provinces is None:
            found = self._units().filter(parent=None).values_list("code", "name")
            bare = [(code, bare_name(name)) for code, name in found]
            self._provinces = sorted(bare, key=lambda place: (sort_key(place[1]), place[0]))
        return self._provinces

    def communes(self, province: str) -> Choices:
        """Units of the province of that code; none for an unknown code."""
        if province not in self._communes:
            found = self._units().filter(parent__code=province)
            self._communes[province] = list(found.values_list("code", "name"))
        return self._communes[province]

    def names(self, codes: Iterable[str]) -> dict[str, str]:
        """Full names by code; a unit that was merged keeps its last name."""
        return names_of(codes)

    def _units(self):
        return AdministrativeUnit.objects.in_force(self._day)


class Filed:
    """Places of what was filed earlier: it was judged then, so nothing is refused any more."""

    def provinces(self) -> Choices:
        return []

    def communes(self, province: str) -> Choices:
        return []

    def names(self, codes: Iterable[str]) -> dict[str, str]:
        return names_of(codes)


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Full names by code, whatever day they held; unknown codes are left out."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    units = AdministrativeUnit.objects.filter(code__in=wanted).order_by("since")
    return dict(units.values_list("code", "name"))


def address_line(province: str, commune: str, detail: str) -> str:
    """An address in one line, most exact part first; empty when nothing was given."""
    names = names_of([commune, province])
    return ", ".join(filter(None, [detail, names.get(commune), names.get(province)]))


def bare_name(name: str) -> str:
    """The name of a province without the word for what it is."""
    for word in _KINDS_BEFORE:
        name = name.removeprefix(word)
    return name
