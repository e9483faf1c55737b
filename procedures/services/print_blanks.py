"""Print the electronic form of a revision, so that nobody waits for it."""

from django.db import transaction

from portal.audit.actors import SYSTEM
from portal.documents.services.store import store_bytes
from portal.documents.workflow import Purpose
from procedures.models import BlankPrint, Revision
from procedures.printing import FORMATS
from procedures.printing.formats import LAYOUT
from procedures.selectors.blanks import blank_of


def print_blanks(*, revision: Revision) -> list[BlankPrint]:
    """The form left open, in every format; printing again puts the new print in the place of the
    old. Raises PdfUnavailable when the libraries are missing.
    """
    if revision.form is None:
        return []
    sheet = blank_of(revision)
    made = {each: each.render(sheet) for each in FORMATS.values()}
    with transaction.atomic():
        return [_keep(revision, each, data) for each, data in made.items()]


def _keep(revision, wanted, data: bytes) -> BlankPrint:
    file = store_bytes(
        data,
        name=f"{revision.form.form.key}.{wanted.ending}",
        content_type=wanted.content_type,
        owner=None,
        purpose=Purpose.FORM_TEMPLATE,
        by=SYSTEM,
    )
    row, _new = BlankPrint.objects.update_or_create(
        revision=revision, ending=wanted.ending, defaults={"layout": LAYOUT, "file": file}
    )
    return row
