from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.accounts.fields import EncryptedTextField, LookupHashField


class CitizenProfile(models.Model):
    """What a person tells about himself to have forms filled in; nothing here is proof."""

    class Sex(models.TextChoices):
        MALE = "M", _("male")
        FEMALE = "F", _("female")
        OTHER = "X", _("other")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile"
    )
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    province_code = models.CharField(_("province or city"), max_length=10, blank=True)
    commune_code = models.CharField(_("commune or ward"), max_length=10, blank=True)
    address_detail = EncryptedTextField(_("house number, street, hamlet"), blank=True)
    typed_number = EncryptedTextField(_("identification number as typed"), blank=True)
    typed_number_hash = LookupHashField(of="typed_number", db_index=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("citizen's profile")
        verbose_name_plural = _("citizens' profiles")

    def __str__(self) -> str:
        return str(self.user)
