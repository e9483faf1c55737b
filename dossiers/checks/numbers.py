"""Numbers that are given out without a gap."""

from collections.abc import Iterator

from dossiers.models import CodeCounter, Dossier, RegisterCounter, RegisterEntry
from portal.audit.checks import Difference, check
from portal.kernel.codes import parse_dossier_code


@check("derived")
def codes_have_no_gaps() -> Iterator[Difference]:
    """For each agency and day as many codes were given out as the counter says, without a gap."""
    given: dict[tuple, set[int]] = {}
    for code in Dossier.objects.exclude(code=None).values_list("code", flat=True).iterator():
        parts = parse_dossier_code(code)
        given.setdefault((parts.org, parts.day), set()).add(parts.seq)
    for counter in CodeCounter.objects.order_by("pk"):
        numbers = given.get((counter.agency_code, counter.day), set())
        if numbers != set(range(1, counter.last + 1)):
            yield Difference(str(counter), "codes", str(counter.last), str(len(numbers)))


@check("derived")
def registers_have_no_gaps() -> Iterator[Difference]:
    """For each desk and year the lines run from 1 to what the counter says, and every accepted
    dossier has one.
    """
    for counter in RegisterCounter.objects.order_by("pk"):
        lines = RegisterEntry.objects.filter(desk=counter.desk_id, year=counter.year)
        numbers = set(lines.values_list("number", flat=True))
        if numbers != set(range(1, counter.last + 1)):
            yield Difference(str(counter), "register", str(counter.last), str(len(numbers)))
    left = Dossier.objects.filter(accepted_at__isnull=False, register_entry=None)
    for dossier in left.order_by("pk").iterator(chunk_size=500):
        yield Difference(str(dossier), "register", expected="a line", found="none")
