"""Which set of papers the desk issues: "form 5" means another paper before and after mid-2025."""

from datetime import date

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value

FORM_SET = Rule(
    "forms.set",
    "The set of forms in use: kind of paper and its number",
    "form set",
    (
        Value(
            {
                "set": "TT01_2018",
                "receipt": 1,
                "supplement": 2,
                "refusal": 3,
                "apology": 4,
                "control_slip": 5,
                "register": 6,
            },
            date(2019, 1, 6),
            date(2025, 6, 30),
            Citation("01/2018/TT-VPCP", "9"),
            CONFIRMED,
        ),
        Value(
            {
                "set": "TT03_2025",
                "receipt": 1,
                "supplement": 2,
                "refusal": 3,
                "apology": 4,
                "stop": 5,
                "control_slip": 6,
                "register": 7,
            },
            date(2025, 7, 1),
            None,
            Citation("03/2025/TT-VPCP"),
            DEFAULT,
        ),
    ),
)
