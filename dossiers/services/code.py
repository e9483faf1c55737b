"""The next dossier code of an agency on a day: gap-free, never repeated."""

from datetime import date

from django.db import connection

from dossiers.models import CodeCounter
from dossiers.rules.codes import DOSSIER_CODE_TEMPLATE
from portal.kernel.codes import dossier_code

NEXT = f"""
    INSERT INTO {CodeCounter._meta.db_table} (agency_code, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (agency_code, day) DO UPDATE SET last = {CodeCounter._meta.db_table}.last + 1
    RETURNING last
"""  # noqa: S608 — the table's name comes from the model


def next_code(*, agency_code: str, day: date) -> str:
    """Take the next code inside the caller's transaction (TT 01/2018/TT-VPCP, art. 19).

    The counter's row stays locked until that transaction ends, so a transaction that fails gives
    its number back and no other sees a gap. `day` is the local day of acceptance.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [agency_code, day])
        (number,) = cursor.fetchone()
    return dossier_code(agency_code, day, number, DOSSIER_CODE_TEMPLATE.on(day))
