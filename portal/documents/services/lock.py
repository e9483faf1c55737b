from portal.documents.errors import PaperConflict
from portal.documents.models import IssuedDocument


def locked(document: IssuedDocument, expected_version: int | None) -> IssuedDocument:
    """The row, locked. Raises PaperConflict when it is not the version that was looked at."""
    row = IssuedDocument.objects.select_for_update().get(pk=document.pk)
    if expected_version is not None and row.version != expected_version:
        raise PaperConflict(f"{row.code} is at version {row.version}, not {expected_version}")
    return row


def saved(row: IssuedDocument, *fields: str) -> IssuedDocument:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    return row
