from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountRequest(models.Model):
    """A person's wish about the account itself, answered by an official."""

    class Kind(models.TextChoices):
        CLOSE = "CLOSE", _("close the account")
        DELETE = "DELETE", _("delete my data")

    class State(models.TextChoices):
        ASKED = "ASKED", _("waiting for an answer")
        DONE = "DONE", _("done")
        REFUSED = "REFUSED", _("refused")
        WITHDRAWN = "WITHDRAWN", _("withdrawn")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="account_requests"
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ASKED)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request about an account")
        verbose_name_plural = _("requests about accounts")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(state="ASKED"),
                name="account_request_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
