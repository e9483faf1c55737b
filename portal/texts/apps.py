from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TextsConfig(AppConfig):
    name = "portal.texts"
    label = "texts"
    verbose_name = _("texts and translations")
    default_auto_field = "django.db.models.BigAutoField"
