"""How it stands with the partners: the switch, the rest after failures, the record of calls."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.integrations.connectors import Connector


class ConnectorState(models.Model):
    """One row a connector, shared by all workers; a connector without a row was never touched.

    `failures` are those in a row. Until `resting_until` nobody calls; after it one worker tries,
    and its luck decides for all. Written in short transactions of their own, so that nobody waits
    for a row while a partner thinks.
    """

    name = models.CharField(_("connector"), max_length=40, primary_key=True)
    is_off = models.BooleanField(_("switched off"), default=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    resting_until = models.DateTimeField(_("resting until"), null=True, blank=True)
    last_success_at = models.DateTimeField(_("last success"), null=True, blank=True)
    last_failure_at = models.DateTimeField(_("last failure"), null=True, blank=True)
    last_received_at = models.DateTimeField(_("last heard from"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("state of a connector")
        verbose_name_plural = _("states of connectors")

    def __str__(self) -> str:
        return self.name

    def succeeded(self, at: datetime) -> None:
        self.failures, self.failing_since, self.resting_until = 0, None, None
        self.last_success_at = at

    def failed(self, began: datetime, ended: datetime, error: str, limits: Connector) -> None:
        """Count a failure; from the limit on rest, twice as long after each further one.

        A call that was under way when the rest began tells nothing new.
        """
        self.last_failure_at, self.last_error = ended, error
        if self.resting_until and began < self.resting_until:
            return
        self.failures += 1
        self.failing_since = self.failing_since or began
        if self.failures >= limits.failures:
            doublings = min(self.failures - limits.failures, 16)
            self.rest(ended, min(limits.rest * 2**doublings, limits.longest_rest))

    def rest(self, at: datetime, pause: timedelta) -> None:
        """Call nobody for `pause`; a longer rest already agreed stays."""
        self.resting_until = max(self.resting_until or at, at + pause)


class Exchange(models.Model):
    """One call, ours or theirs: that it happened and how it ended, never what was said.

    `about` is an id (`dossier:12`), never a person's data. `error` is a code of
    `portal.integrations.troubles.Trouble` or the partner's own; empty when all went well.
    """

    class Direction(models.TextChoices):
        OUT = "OUT", _("from us")
        IN = "IN", _("to us")

    connector = models.CharField(_("connector"), max_length=40)
    direction = models.CharField(
        pgettext_lazy("connector", "direction"), max_length=3, choices=Direction
    )
    operation = models.CharField(pgettext_lazy("connector", "operation"), max_length=60)
    about = models.CharField(pgettext_lazy("connector", "about"), max_length=80, blank=True)
    at = models.DateTimeField(pgettext_lazy("connector", "at"), default=timezone.now)
    status = models.PositiveSmallIntegerField(
        pgettext_lazy("connector", "answer"), null=True, blank=True
    )
    milliseconds = models.PositiveIntegerField(_("milliseconds"), null=True, blank=True)
    error = models.CharField(pgettext_lazy("connector", "error"), max_length=60, blank=True)
    message = models.ForeignKey(
        "integrations.OutboxMessage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("outgoing message"),
    )

    class Meta:
        verbose_name = _("exchange with a partner")
        verbose_name_plural = _("exchanges with partners")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["connector", "-id"], name="exchange_latest"),
            models.Index(
                fields=["connector", "-id"],
                condition=~models.Q(error=""),
                name="exchange_failed",
            ),
            models.Index(
                fields=["connector", "-id"],
                condition=models.Q(direction="IN"),
                name="exchange_received",
            ),
            models.Index(
                fields=["connector", "about", "-id"],
                condition=~models.Q(about=""),
                name="exchange_of_thing",
            ),
            models.Index(fields=["at"], name="exchange_age"),
        ]

    def __str__(self) -> str:
        return f"{self.connector} {self.operation}"


class Tally(models.Model):
    """Calls of ours in ten minutes, so that nobody has to count exchanges."""

    STEP = timedelta(minutes=10)

    connector = models.CharField(_("connector"), max_length=40)
    since = models.DateTimeField(_("since"))
    succeeded = models.PositiveIntegerField(_("succeeded"), default=0)
    failed = models.PositiveIntegerField(pgettext_lazy("connector", "failed"), default=0)
    milliseconds = models.PositiveBigIntegerField(_("milliseconds"), default=0)

    class Meta:
        verbose_name = _("calls in ten minutes")
        verbose_name_plural = _("calls in ten minutes")
        ordering = ["-since", "connector"]
        constraints = [
            models.UniqueConstraint(fields=["since", "connector"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.connector} {self.since:%Y-%m-%d %H:%M}"

    @classmethod
    def begins(cls, at: datetime) -> datetime:
        """The beginning of the ten minutes that `at` is in."""
        return at - timedelta(
            minutes=at.minute % 10, seconds=at.second, microseconds=at.microsecond
        )


class Switching(models.Model):
    """An official turned a connector on or off, with the reason in the official's words."""

    connector = models.CharField(_("connector"), max_length=40)
    turned_on = models.BooleanField(_("turned on"))
    reason = models.CharField(pgettext_lazy("connector", "reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("connector", "by"),
    )
    at = models.DateTimeField(pgettext_lazy("connector", "at"), default=timezone.now)

    class Meta:
        verbose_name = _("switching of a connector")
        verbose_name_plural = _("switchings of connectors")
        ordering = ["-id"]
        indexes = [models.Index(fields=["connector", "-id"], name="switching_latest")]

    def __str__(self) -> str:
        return f"{self.connector} {'on' if self.turned_on else 'off'}"
