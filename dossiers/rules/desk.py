"""How the officials’ desk measures time. The portal’s own choices: no text sets them."""

from datetime import timedelta

NOTE_EDIT = timedelta(minutes=15)
"""So long its author may mend a note; then he adds another."""

CLAIM = timedelta(minutes=30)
"""So long “I am at it” holds when nothing is heard any more."""

STAYS = timedelta(minutes=5)
"""So long after the last sign a person counts as having a page open."""

ABSENCE_NEAR = 3
"""A dossier due within so many working days goes to the deputy."""

MOST_AT_ONCE = 500
"""Dossiers of one bulk action."""

INSTRUCTION_REMINDER = timedelta(days=1)
"""So long before its deadline an instruction is reminded of."""
