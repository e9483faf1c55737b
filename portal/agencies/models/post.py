from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.agencies.models.agency import Agency
from portal.agencies.models.periods import Period, ends_after_it_begins
from portal.agencies.roles import Role


class Post(models.Model):
    """A post in an agency, with what it lets its holder do; people come and go, the post stays."""

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="posts", verbose_name=_("agency")
    )
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    roles = ArrayField(
        models.CharField(max_length=12, choices=Role),
        default=list,
        blank=True,
        verbose_name=_("roles"),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["agency", "title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "title"], name="post_title_once"),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=Role.values), name="post_known_roles"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_title} – {self.agency}"

    @property
    def local_title(self) -> str:
        """The title in the reader's language; Vietnamese when there is no other."""
        return self.title_en if get_language() == "en" and self.title_en else self.title


class Tenure(Period):
    """Somebody holds a post from a day until a day. Ended by a date, never deleted.

    Tenures may overlap: a deputy acts, a successor is trained, one person holds two posts.
    """

    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("post")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="tenures",
        verbose_name=_("official"),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("holder of a post")
        verbose_name_plural = _("holders of posts")
        ordering = ["-since", "id"]
        constraints = [
            ends_after_it_begins("tenure_period"),
            models.UniqueConstraint(fields=["post", "user", "since"], name="tenure_once"),
        ]
        indexes = [models.Index(fields=["user", "since"], name="tenure_of_user")]

    def __str__(self) -> str:
        return f"{self.user} – {self.post}"

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise ValidationError(_("Who held a post is not deleted. Enter the last day instead."))
