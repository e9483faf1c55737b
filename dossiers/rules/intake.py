"""Taking a dossier in: how soon, and when paper moves on."""

from datetime import date, time

from portal.kernel.law import CONFIRMED, Citation, Rule, Value

ONE_STOP_SINCE = date(2018, 6, 21)
NEW_ONE_STOP_SINCE = date(2025, 7, 1)

REPLY_WORKING_HOURS = Rule(
    "intake.reply_working_hours",
    "An online dossier is accepted, or its faults are told, within this time of system receipt",
    "working hours",
    (Value(8, date(2020, 5, 22), None, Citation("45/2020/NĐ-CP", "11", "4"), CONFIRMED),),
)
TRANSFER_CUTOFF = Rule(
    "intake.transfer_cutoff",
    "A paper dossier received after this time moves to the unit on the next working day",
    "time of day",
    (
        Value(
            time(15, 0),
            ONE_STOP_SINCE,
            date(2025, 6, 30),
            Citation("61/2018/NĐ-CP", "18", "2"),
            CONFIRMED,
        ),
        Value(
            time(15, 0),
            NEW_ONE_STOP_SINCE,
            None,
            Citation("118/2025/NĐ-CP", "18", "2"),
            CONFIRMED,
        ),
    ),
)
