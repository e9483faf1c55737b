"""What carriers tell us, and the keys to one of them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.integrations.troubles import in_words
from portal.messaging.models.delivery import Delivery


class CarrierReport(models.Model):
    """A call of a carrier about one message, kept as it was understood. Rows are only added.

    The same call again finds its row by `digest`, the SHA-256 of what was said.
    """

    carrier = models.CharField(_("carrier"), max_length=20)
    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="reports", verbose_name=_("delivery")
    )
    said = models.CharField(_("said"), max_length=20)
    code = models.CharField(_("code"), max_length=40, blank=True)
    reference = models.CharField(_("number at the carrier"), max_length=100, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    happened_at = models.DateTimeField(_("happened at"))
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("report of a carrier")
        verbose_name_plural = _("reports of carriers")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "digest"], name="carrier_report_once")
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.said}"


class ZaloKeys(models.Model):
    """The pair of tokens of the official account, encrypted; one row.

    The refresh token is good for one refresh. `asked_at` is set and committed before Zalo is asked
    and emptied together with the new pair: standing there, it tells that an answer may have been
    lost. `LOST` means that Zalo no longer accepts what we hold; an administrator enters a new pair.
    """

    class State(models.TextChoices):
        NONE = "NONE", _("not entered yet")
        GOOD = "GOOD", _("in use")
        STALE = "STALE", _("to be refreshed")
        LOST = "LOST", _("no longer accepted: enter a new pair")

    ANSWER_LOST, NOT_ACCEPTED, NOT_OPENED = "ANSWER_LOST", "NOT_ACCEPTED", "NOT_OPENED"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.NONE)
    access_sealed = models.TextField(blank=True, editable=False)
    refresh_sealed = models.TextField(blank=True, editable=False)
    expires_at = models.DateTimeField(_("good until"), null=True, blank=True)
    asked_at = models.DateTimeField(_("last asked at"), null=True, blank=True)
    refreshed_at = models.DateTimeField(_("refreshed at"), null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=120, blank=True)
    quota = models.IntegerField(_("messages left today"), null=True, blank=True)

    class Meta:
        verbose_name = _("key of Zalo")
        verbose_name_plural = _("keys of Zalo")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="zalo_keys_are_one"),
            models.CheckConstraint(
                condition=~models.Q(state="GOOD")
                | (~models.Q(access_sealed="") & ~models.Q(refresh_sealed="")),
                name="zalo_keys_good_are_there",
            ),
        ]

    def __str__(self) -> str:
        return self.state

    @property
    def problem_words(self) -> str:
        if self.problem == self.ANSWER_LOST:
            return gettext("An answer of Zalo was lost, and the old key is used up.")
        if self.problem == self.NOT_ACCEPTED:
            return gettext("Zalo does not accept the refresh token.")
        if self.problem == self.NOT_OPENED:
            return gettext("The stored key was sealed under a key that this portal no longer has.")
        return in_words(self.problem)
