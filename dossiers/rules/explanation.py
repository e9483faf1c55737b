"""Answering opinions on how a dossier was handled."""

from datetime import date

from portal.kernel.law import DEFAULT, Citation, Rule, Value

ANSWER_WORKING_DAYS = Rule(
    "explanation.answer_wd",
    "An opinion on the handling of a dossier is answered within this time of its receipt",
    "working days",
    (
        Value(
            10,
            date(2019, 1, 6),
            None,
            Citation("01/2018/TT-VPCP", "17", "1", "đ"),
            DEFAULT,
        ),
    ),
)
