from django.contrib import admin

from portal.audit.read_only import ReadOnlyAdmin
from portal.messaging.models import Delivery


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """What went out and what did not. What the letters say is nobody's business here."""

    list_display = ["id", "created_at", "text", "channel", "address", "state", "reason_words"]
    list_filter = ["state", "channel"]
    fields = ["text", "channel", "address", "state", "reason_words", "message_id"]
    ordering = ["-id"]
