from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.accounts.fields import EncryptedTextField, LookupHashField


class Organisation(models.Model):
    """A firm or another body for which people file. Unproven until a provider or a desk says so.

    The tax number of a household business is the owner's identity number, so none is kept readable.
    """

    name = models.CharField(_("name"), max_length=300)
    tax_number = EncryptedTextField(_("tax number"), blank=True)
    tax_number_hash = LookupHashField(of="tax_number", db_index=True)
    registration_number = models.CharField(_("registration number"), max_length=30, blank=True)
    province_code = models.CharField(_("province or city"), max_length=10, blank=True)
    commune_code = models.CharField(_("commune or ward"), max_length=10, blank=True)
    address_detail = models.CharField(_("address"), max_length=300, blank=True)
    proven_at = models.DateTimeField(_("proven at"), null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["tax_number_hash"],
                condition=models.Q(proven_at__isnull=False) & ~models.Q(tax_number_hash=""),
                name="organisation_proven_tax_number_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        """Memberships held on that local day; one that was ended counts no more from that moment
        on, whatever is left of the day.
        """
        lasting = models.Q(until__isnull=True) | models.Q(until__gte=day)
        not_ended = models.Q(ended_at=None) | models.Q(ended_at__date__gt=day)
        return self.filter(lasting, not_ended, since__lte=day)


class Membership(models.Model):
    """From `since` to `until` (both included) this person belongs to the organisation.

    `ended_at` is the moment at which somebody ended it before `until` was over.
    """

    class Role(models.TextChoices):
        REPRESENTATIVE = "REPRESENTATIVE", _("legal representative")
        FILER = "FILER", _("files and answers")
        READER = "READER", _("reads only")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=14, choices=Role)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    authority = models.CharField(_("paper giving the authority"), max_length=300, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("right to act for an organisation")
        verbose_name_plural = _("rights to act for an organisation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=models.Q(until__isnull=True),
                name="membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"


class MemberInvitation(models.Model):
    """An offer to join an organisation under a role, until it is answered or withdrawn.

    `contact` is how the other was named: an identity number, a phone (E.164) or an e-mail address;
    whoever has proven it may accept.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="invitations"
    )
    name = models.CharField(_("name"), max_length=150)
    contact = EncryptedTextField()
    contact_hash = LookupHashField(of="contact", db_index=True)
    role = models.CharField(max_length=14, choices=Membership.Role)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation to an organisation")
        verbose_name_plural = _("invitations to organisations")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "contact_hash"],
                condition=models.Q(closed_at=None),
                name="member_invited_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.organisation}"
