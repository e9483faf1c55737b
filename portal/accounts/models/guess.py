from django.db import models
from django.utils.translation import gettext_lazy as _


class Guess(models.Model):
    """A try at a secret, counted here only while Redis cannot be reached. Swept after a day."""

    name = models.CharField(max_length=40)
    key_hash = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("try at a secret")
        verbose_name_plural = _("tries at a secret")
        indexes = [models.Index(fields=["name", "key_hash", "at"], name="guess_window")]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"
