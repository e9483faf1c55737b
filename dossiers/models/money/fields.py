from typing import Any

from django.conf import settings
from django.db import models


def dong(**options: Any) -> models.DecimalField:
    """Whole đồng."""
    return models.DecimalField(max_digits=14, decimal_places=0, **options)


def person(**options: Any) -> models.ForeignKey:
    """Who did it; without a person it was the portal."""
    options = {"null": True, "blank": True, **options}
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **options)
