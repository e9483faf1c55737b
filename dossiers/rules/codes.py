"""How dossiers and their results are numbered."""

from datetime import date

from portal.kernel.codes import DOSSIER_CODE, RESULT_CODE
from portal.kernel.law import CONFIRMED, Citation, Rule, Value

DOSSIER_CODE_TEMPLATE = Rule(
    "dossier.code_template",
    "Code of a dossier: receiving agency, day of acceptance, number of that day",
    "template",
    (
        Value(
            DOSSIER_CODE,
            date(2019, 1, 6),
            None,
            Citation("01/2018/TT-VPCP", "19"),
            CONFIRMED,
        ),
    ),
)
RESULT_CODE_TEMPLATE = Rule(
    "result.code_template",
    "Code of a result: the dossier's code and the number of the result",
    "template",
    (
        Value(
            RESULT_CODE,
            date(2020, 5, 22),
            None,
            Citation("45/2020/NĐ-CP", "14", "3", "d"),
            CONFIRMED,
        ),
    ),
)
