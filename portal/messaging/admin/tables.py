from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.admin_site.model_admin import PortalModelAdmin, ReadOnlyModelAdmin
from portal.messaging.models import ChannelRule, Delivery


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyModelAdmin):
    """What went out and what did not. What the letters say is nobody's business here."""

    list_display = ["id", "created_at", "text", "channel", "address", "state", "why"]
    list_filter = ["state", "channel"]
    fields = ["text", "channel", "address", "carrier", "state", "why", "message_id", "reference"]
    ordering = ["-id"]

    @admin.display(description=_("reason"))
    def why(self, delivery: Delivery) -> str:
        return delivery.reason_words


@admin.register(ChannelRule)
class ChannelRuleAdmin(PortalModelAdmin):
    """Which text goes out by which channel, for whom, and by which template at Zalo."""

    list_display = ["__str__", "text", "agency", "channel", "is_on", "template_id"]
    list_filter = ["channel", "is_on"]
    list_select_related = ["agency"]
    ordering = ["text", "channel", "id"]
