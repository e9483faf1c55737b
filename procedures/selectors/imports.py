"""What waits from the national database, for those who decide about it."""

from django.db.models import Q, QuerySet

from portal.search.rules.queries import clean
from procedures.models import ImportedProcedure, ImportRun, Revision, UnreadableLine
from procedures.rules.codes import split_code
from procedures.workflow import State

PAGE = 50
AT_ONCE = 100
"""Most imports that one press of a button decides about."""


def imports_in(
    state: str, *, reason: str = "", words: str = "", after: int = 0
) -> QuerySet[ImportedProcedure]:
    """Imports of one state in the order they came, narrowed by an open reason and by words of the
    name or sector or the code."""
    rows = ImportedProcedure.objects.filter(state=state, pk__gt=after).order_by("pk")
    if reason:
        rows = rows.filter(open_reasons__contains=[reason])
    words = clean(words)
    if words:
        parts = split_code(words)
        code = parts[0] if parts else words
        rows = rows.filter(Q(code=code) | Q(name__icontains=words) | Q(sector__icontains=words))
    return rows.defer("facts", "mended", "raw")


def one_before(imported: ImportedProcedure) -> ImportedProcedure | None:
    """What the source said of the same procedure the time before."""
    earlier = ImportedProcedure.objects.filter(code=imported.code, pk__lt=imported.pk)
    return earlier.order_by("-pk").first()


def imported_drafts(after: int = 0) -> QuerySet[Revision]:
    """Drafts that came out of imports and wait for a second person, in the order they came."""
    waiting = Revision.objects.filter(state=State.DRAFT, imported__isnull=False, pk__gt=after)
    return waiting.select_related("procedure__sector", "created_by").order_by("pk")


def readings(after: int | None = None) -> QuerySet[ImportRun]:
    """Readings of files, newest first; those before the reading `after`."""
    runs = ImportRun.objects.order_by("-pk")
    return runs.filter(pk__lt=after) if after else runs


def unreadable_lines(run: ImportRun, after: int = 0) -> QuerySet[UnreadableLine]:
    return run.unreadable.filter(pk__gt=after).order_by("pk")
