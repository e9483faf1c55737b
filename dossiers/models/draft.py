import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedJSONField


class Draft(models.Model):
    """What a person is filling in: never sent anywhere, seen by its owner alone.

    It is filed for the `organisation`, for the principal of the `mandate`, for the `child`, or for
    the owner himself.
    `version` rises with every save so that two open windows cannot overwrite each other unseen;
    `saved_in` says for the path of an answer in which version it was last changed.
    `origins` names for the path of an answer the earlier dossier it was filled in from.
    `public_id` becomes the submit key of the dossier: however often the draft is sent, one dossier
    comes of it. `post` holds the addresses for the carrier, by direction (`IN`, `OUT`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True)
    mandate = models.ForeignKey(
        "dossiers.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    child = models.ForeignKey(
        "dossiers.Child", models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision = models.ForeignKey("procedures.Revision", models.PROTECT)
    case = models.ForeignKey("procedures.Case", models.PROTECT, null=True, blank=True)
    channel = models.ForeignKey("procedures.Channel", models.PROTECT)
    form_version = models.ForeignKey(
        "procedures.EFormVersion", models.PROTECT, null=True, blank=True
    )
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    answers = EncryptedJSONField(default=dict)
    return_way = models.CharField(max_length=16, default="ONLINE")
    way_chosen = models.BooleanField(default=False)
    post = EncryptedJSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_in = models.JSONField(default=dict)
    origins = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at", "-id"]
        indexes = [models.Index(fields=["owner", "-saved_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation=None, mandate=None)
                | models.Q(organisation=None, child=None)
                | models.Q(mandate=None, child=None),
                name="draft_for_one",
            )
        ]

    def __str__(self):
        return str(self.public_id)


class DraftPaper(models.Model):
    """A file for one required paper. `kept` and `source` as in `DossierPaper`."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="papers")
    paper = models.ForeignKey("procedures.Paper", models.PROTECT)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    kept = models.ForeignKey(
        "dossiers.KeptPaper", models.CASCADE, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        "dossiers.DossierPaper", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("paper of a draft")
        verbose_name_plural = _("papers of drafts")
        ordering = ["id"]

    def __str__(self):
        return str(self.file_id)

    @property
    def is_reused(self) -> bool:
        """Accepted before: it stays the very file that it is."""
        return self.kept_id is not None or self.source_id is not None
