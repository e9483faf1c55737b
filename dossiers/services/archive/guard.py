"""What is in the archive stays as it is."""

from dossiers.errors import Archived
from dossiers.models import Dossier


def refuse_archived(dossier: Dossier) -> None:
    """Raises `Archived` for a dossier in the archive."""
    if dossier.archived_at is not None:
        raise Archived
