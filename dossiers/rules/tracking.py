"""What a stranger may learn of a dossier, and how a person proves that it is his."""

from datetime import date, timedelta

from portal.kernel.law import Citation, Rule, Value

ANONYMOUS_FIELDS = Rule(
    "tracking.anonymous_fields",
    "What tracking shows without proof",
    "names of facts",
    (
        Value(
            ("code", "completion"),
            date(2019, 1, 6),
            None,
            Citation("01/2018/TT-VPCP", "16", "2", "d"),
        ),
    ),
)

# The portal's own choices: no text sets them.
CODE_DIGITS = 6
CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 5
PROOF_LIFETIME = timedelta(minutes=30)
