"""What was given once is not asked for again."""

from datetime import date

from portal.kernel.law import CONFIRMED, DEFAULT, Citation, Rule, Value

ONLINE_SERVICES_SINCE = date(2018, 1, 1)
AMENDED_ONE_STOP_SINCE = date(2026, 8, 5)

ASKED_ONCE = Rule(
    "wallet.asked_once",
    "A paper or datum given to an agency with success is not asked for again while it is valid",
    "yes or no",
    (
        Value(
            True,
            ONLINE_SERVICES_SINCE,
            date(2026, 8, 4),
            Citation("32/2017/TT-BTTTT", "4"),
            CONFIRMED,
        ),
        Value(
            True,
            AMENDED_ONE_STOP_SINCE,
            None,
            Citation("118/2025/NĐ-CP", "4", "2a"),
            CONFIRMED,
        ),
    ),
)
HELD_DAYS = Rule(
    "wallet.held_days",
    "A paper of an earlier dossier whose own validity nobody has written down counts as held so "
    "long after an official accepted it",
    "days",
    (Value(365, ONLINE_SERVICES_SINCE, None, Citation("32/2017/TT-BTTTT", "4"), DEFAULT),),
)
