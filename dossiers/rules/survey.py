"""Rating the handling of a dossier."""

from datetime import date

from portal.kernel.law import CONFIRMED, Citation, Rule, Value

GRADES = Rule(
    "survey.grades",
    "Grades of satisfaction, best first: rất hài lòng, hài lòng, chưa hài lòng",
    "codes",
    (
        Value(
            ("very_satisfied", "satisfied", "not_satisfied"),
            date(2018, 6, 1),
            None,
            Citation("32/2017/TT-BTTTT", "12"),
            CONFIRMED,
        ),
    ),
)
