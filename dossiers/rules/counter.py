"""The portal's own choices for the counter; no text sets them."""

from datetime import timedelta

FAVOURITES = 9
"""Procedures offered by a single key; there are nine digits."""

LOOK_BACK = 200
"""Intakes of a clerk from which the procedures used most are taken."""

BOOKING_HOLD = timedelta(minutes=10)
"""How long a slot is kept for somebody who still has to prove a phone number."""

REMIND_BEFORE = timedelta(hours=20)
"""A booked time is called to mind so long before; what is booked later needs no reminder."""

BOOKED_FIRST = timedelta(minutes=5)
"""Who booked is called first from so long before the booked time on."""

BOOKING_LATE = timedelta(minutes=15)
"""Who comes later than this waits with those who did not book."""

MOST_BOOKINGS = 3
"""Times that one person may have booked ahead."""

LAST_SERVED = 20
"""Visits from which the time one person needs is estimated."""
