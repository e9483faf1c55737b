"""Things that hold from a day until a day, both included, in Vietnam's local days."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PeriodQuerySet(models.QuerySet):
    def in_force(self, on: date) -> Self:
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class Period(models.Model):
    """``until`` open means: until further notice."""

    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(until__gte=F("since")),
        name=name,
        violation_error_message=_("The last day cannot be before the first."),
    )
