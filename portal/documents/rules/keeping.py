"""How stored files are watched over, and how long one stays that nothing names.

Integrity and keeping with the person's consent are the law's; the numbers are the portal's reading.
"""

from datetime import date

from portal.kernel.law import DEFAULT, Citation, Rule, Value

SINCE = date(2020, 5, 22)
ELECTRONIC_PROCEDURES = Citation("45/2020/NĐ-CP")

CHECKED_WITHIN_NIGHTS = Rule(
    "files.checked_within_nights",
    "Nights within which every stored file is compared with its SHA-256",
    "nights",
    (Value(7, SINCE, None, ELECTRONIC_PROCEDURES, DEFAULT),),
)
UNREFERENCED_DAYS = Rule(
    "files.unreferenced_days",
    "Days after which a file sent for a dossier is removed when no draft and no dossier names it",
    "days",
    (Value(7, SINCE, None, ELECTRONIC_PROCEDURES, DEFAULT),),
)

# How often a night the worker looks; the timetable of beat fires as often.
CHECKS_A_NIGHT = 48
# Nights in which the whole storage is gone through for objects without a row, a part each night.
ORPHAN_ROUND = 32
