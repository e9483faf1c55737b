"""The next dossier code of an agency on a day: gap-free, never repeated."""

from datetime import date

from dossiers.models import CodeCounter
from dossiers.rules.codes import DOSSIER_CODE_TEMPLATE
from dossiers.services.number import next_number
from portal.kernel.codes import dossier_code


def next_code(*, agency_code: str, day: date) -> str:
    """Take the next code inside the caller's transaction (TT 01/2018/TT-VPCP, art. 19).

    The counter's row stays locked until that transaction ends, so a transaction that fails gives
    its number back and no other sees a gap. `day` is the local day of acceptance.
    """
    number = next_number(CodeCounter, agency_code=agency_code, day=day)
    return dossier_code(agency_code, day, number, DOSSIER_CODE_TEMPLATE.on(day))
