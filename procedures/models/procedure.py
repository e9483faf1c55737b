from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from procedures.front import is_national
from procedures.models.choices import Scope
from procedures.rules.codes import CODE_PATTERN


class Procedure(models.Model):
    """What may be asked of the state under one code; all that the law says stands in revisions."""

    code = models.CharField(
        _("code"), max_length=8, unique=True, validators=[RegexValidator(CODE_PATTERN)]
    )
    owner_code = models.CharField(
        _("identifier of the owner in local codes"), max_length=40, blank=True
    )
    scope = models.CharField(
        pgettext_lazy("of a procedure", "scope"),
        max_length=10,
        choices=Scope.choices,
        default=Scope.NATIONAL,
    )
    sector = models.ForeignKey(
        "procedures.Sector",
        on_delete=models.PROTECT,
        related_name="procedures",
        verbose_name=pgettext_lazy("field of administration", "sector"),
    )
    national_page = models.URLField(_("page on the national portal"), blank=True)
    external_url = models.URLField(
        _("filed at this address instead"),
        blank=True,
        help_text=_("Filled only when dossiers are not taken here but on another portal."),
    )
    internal = models.BooleanField(
        _("between agencies only"), default=False, help_text=_("Never offered to the public.")
    )
    current = models.OneToOneField(
        "procedures.Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="current_of",
        verbose_name=_("revision in force"),
    )
    sort_key = models.TextField(editable=False, default="")
    featured = models.PositiveSmallIntegerField(
        _("place among the most used"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="procedure_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=CODE_PATTERN), name="procedure_code_has_its_form"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def filed_at(self) -> str:
        """The address of the other portal that takes dossiers today; empty when they are taken
        here.
        """
        if self.external_url or not is_national(timezone.localdate()):
            return self.external_url
        return self.national_page or settings.NATIONAL_PORTAL_URL
