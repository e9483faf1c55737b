"""Where citizens file: here, or on the one national front.

The setting `FRONT` is `own`, `national`, or the day from which it is national (2027-01-01).
"""

from datetime import date

from django.conf import settings


def is_national(on: date) -> bool:
    """Whether on that local day the national portal alone takes dossiers from citizens."""
    if settings.FRONT in ("own", "national"):
        return settings.FRONT == "national"
    return on >= date.fromisoformat(settings.FRONT)
