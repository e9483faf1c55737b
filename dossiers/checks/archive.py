"""What can be recomputed of the archive."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Exists, OuterRef

from dossiers.models import ArchiveEntry, Dossier, Tombstone
from dossiers.selectors.archive.contents import contents_of, digest_of, events_of
from dossiers.selectors.archive.hanging import Hanging
from dossiers.services.archive.fates import FATES
from dossiers.services.archive.shred import GONE
from portal.audit.checks import Difference, check

BATCH = 200
LEFT = ("", GONE, None, [], {})


@check("derived")
def archive_holds_what_is_closed() -> Iterator[Difference]:
    """A dossier is read only exactly while it has a place in the archive or a tombstone."""
    there = ArchiveEntry.objects.filter(dossier=OuterRef("pk"), taken_out_at=None)
    stones = Tombstone.objects.filter(dossier=OuterRef("pk"))
    rows = Dossier.objects.annotate(entry=Exists(there), stone=Exists(stones))
    for dossier in rows.filter(archived_at__isnull=False, entry=False, stone=False).order_by("pk"):
        yield Difference(str(dossier), "archive", "an entry or a tombstone", "none")
    for dossier in rows.filter(archived_at=None, entry=True).order_by("pk"):
        yield Difference(str(dossier), "archive", "closed", "open with an entry")
    for dossier in rows.filter(stone=True, entry=True).order_by("pk"):
        yield Difference(str(dossier), "archive", "a tombstone only", "an entry as well")


@check("files")
def archive_is_complete() -> Iterator[Difference]:
    """Each closed dossier has the files, papers and events that its table of contents names."""
    entries = ArchiveEntry.objects.filter(taken_out_at=None).select_related("dossier")
    for entry in entries.order_by("pk").iterator(BATCH):
        if digest_of(entry.contents) != entry.digest:
            yield Difference(entry.code, "table of contents", entry.digest, "changed")
        found = contents_of(entry.dossier)
        for part in ("files", "papers"):
            yield from _compared(entry, part, found[part])
        yield from _events(entry)


def _compared(entry: ArchiveEntry, part: str, found: list[dict]) -> Iterator[Difference]:
    key = "id" if part == "files" else "code"
    expected = {row[key]: row["sha256"] for row in entry.contents[part]}
    there = {row[key]: row["sha256"] for row in found}
    for each in sorted(expected.keys() | there.keys()):
        if expected.get(each) != there.get(each):
            yield Difference(
                f"{entry.code} {each}",
                "not as in the table of contents",
                expected.get(each, "–"),
                there.get(each, "–"),
            )


def _events(entry: ArchiveEntry) -> Iterator[Difference]:
    told = entry.contents["events"]
    count = events_of(entry.dossier).filter(pk__lte=told["last"]).count()
    if count != told["count"]:
        yield Difference(entry.code, "events", str(told["count"]), str(count))


@check("derived")
def nothing_is_left_of_the_destroyed() -> Iterator[Difference]:
    """In no table stands a word of a dossier that was destroyed."""
    for stone in Tombstone.objects.select_related("dossier").order_by("pk").iterator(BATCH):
        hanging = Hanging(stone.dossier)
        if digest_of(stone.contents) != stone.digest:
            yield Difference(stone.code, "tombstone", stone.digest, "changed")
        for label, fate in FATES.items():
            yield from _left(stone, hanging, label, fate)


def _left(stone: Tombstone, hanging: Hanging, label: str, fate) -> Iterator[Difference]:
    rows = hanging.rows(apps.get_model(label))
    if fate.goes:
        if rows.exists():
            yield Difference(f"{stone.code} {label}", "should be gone")
        return
    for row in rows.order_by("pk") if fate.empties else ():
        for name in fate.empties:
            if getattr(row, name) not in LEFT:
                yield Difference(f"{stone.code} {label}.{name}", "has words left")
