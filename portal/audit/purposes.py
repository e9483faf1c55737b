"""Why somebody looks at somebody else's data. Codes are stored; the words are for the owner."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    PROCESSING = "PROCESSING", _("Handling your dossier")
    REPRESENTATION = "REPRESENTATION", _("Acting for you or your organisation")
    IDENTITY = "IDENTITY", _("Proving your identity at a desk")
    DOWNLOAD = "DOWNLOAD", _("Opening a file you handed in")
