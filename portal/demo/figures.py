"""Figures of a demo whose dossiers are older than they."""

from dossiers.models import Dossier
from portal.reports.models import Delta, Figure
from portal.reports.services import rebuild


def load() -> None:
    """Count once where nothing was ever counted; from then on the verbs do."""
    counted = Figure.objects.exists() or Delta.objects.exists()
    if not counted and Dossier.objects.exists():
        print(f"{rebuild()} số liệu")
