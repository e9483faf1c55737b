from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.documents.registry import on_damaged, on_revoked


class MessagingConfig(AppConfig):
    name = "portal.messaging"
    label = "messaging"
    verbose_name = _("messaging")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("portal.messaging.checks")
        on_revoked("messaging.paper_revoked")
        on_damaged("messaging.file_damaged")
