"""What is asked after the end."""

from datetime import date

from portal.kernel.law import Citation, Rule, Value

GRADES = Rule(
    "rating.grades",
    "Grades of satisfaction, best first",
    "words of the circular",
    (
        Value(
            ("Rất hài lòng", "Hài lòng", "Chưa hài lòng"),
            date(2018, 6, 1),
            None,
            Citation("32/2017/TT-BTTTT", "12"),
        ),
    ),
)
ITEMS = Rule(
    "rating.items",
    "What is rated; the first is always asked",
    "names of items",
    (
        Value(
            ("overall", "convenience", "punctuality", "attitude"),
            date(2018, 6, 1),
            None,
            Citation("32/2017/TT-BTTTT", "12"),
        ),
    ),
)
