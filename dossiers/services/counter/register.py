"""The next line of the register of a desk: gap-free, never repeated."""

from datetime import datetime

from django.utils import timezone

from dossiers.models import Dossier, RegisterCounter, RegisterEntry
from dossiers.services.number import next_number


def enter_register(dossier: Dossier, at: datetime) -> RegisterEntry:
    """Write an accepted dossier into the register of the desk that received it (TT
    01/2018/TT-VPCP, art. 10).

    The counter's row stays locked until the caller's transaction ends: one that fails gives its
    number back. Called after the code was taken, so that two never wait for each other crosswise.
    """
    year = timezone.localdate(at).year
    number = next_number(RegisterCounter, desk_id=dossier.receiving_agency_id, year=year)
    return RegisterEntry.objects.create(
        desk_id=dossier.receiving_agency_id, year=year, number=number, dossier=dossier, at=at
    )
