from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.admin_site.model_admin import ReadOnlyModelAdmin
from portal.messaging.models import Delivery


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyModelAdmin):
    """What went out and what did not. What the letters say is nobody's business here."""

    list_display = ["id", "created_at", "text", "channel", "address", "state", "why"]
    list_filter = ["state", "channel"]
    fields = ["text", "channel", "address", "state", "why", "message_id"]
    ordering = ["-id"]

    @admin.display(description=_("reason"))
    def why(self, delivery: Delivery) -> str:
        return delivery.reason_words
