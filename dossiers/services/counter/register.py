"""The next line of the register of a desk: gap-free, never repeated."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from dossiers.models import Dossier, RegisterCounter, RegisterEntry

_TABLE = RegisterCounter._meta.db_table
NEXT = f"""
    INSERT INTO {_TABLE} (desk_id, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (desk_id, year) DO UPDATE SET last = {_TABLE}.last + 1
    RETURNING last
"""  # noqa: S608 — the table's name comes from the model


def enter_register(dossier: Dossier, at: datetime) -> RegisterEntry:
    """Write an accepted dossier into the register of the desk that received it (TT
    01/2018/TT-VPCP, art. 10).

    The counter's row stays locked until the caller's transaction ends: one that fails gives its
    number back. Called after the code was taken, so that two never wait for each other crosswise.
    """
    year = timezone.localdate(at).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [dossier.receiving_agency_id, year])
        (number,) = cursor.fetchone()
    return RegisterEntry.objects.create(
        desk_id=dossier.receiving_agency_id, year=year, number=number, dossier=dossier, at=at
    )
