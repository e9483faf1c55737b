"""What a stranger may learn of a dossier."""

from datetime import date

from portal.kernel.law import CONFIRMED, Citation, Rule, Value

ANONYMOUS_FIELDS = Rule(
    "lookup.anonymous_fields",
    "Shown without proof of who is asking",
    "fields",
    (
        Value(
            ("code", "completion"),
            date(2019, 1, 6),
            None,
            Citation("01/2018/TT-VPCP", "16", "2", "d"),
            CONFIRMED,
        ),
    ),
)
