from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.accounts.posts import holds
from portal.admin_site.model_admin import ReadOnlyModelAdmin
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import label_of
from portal.integrations.services import resend


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyModelAdmin):
    """What left the house and what did not. Read only; a message given up can be sent again."""

    view_roles = (Role.AUDITOR, Role.ADMIN)
    list_display = ["id", "kind", "channel", "state", "attempts", "created_at", "last_error"]
    list_filter = ["state", "handler", "channel"]
    ordering = ["-id"]
    actions = ["send_again"]

    @admin.display(description=_("kind"), ordering="handler")
    def kind(self, message: OutboxMessage) -> str:
        return label_of(message.handler)

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return holds(request.user, Role.ADMIN)

    @admin.action(description=_("Send again"), permissions=["resend"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutboxMessage]) -> None:
        by = Actor.official(request.user)
        sent = sum(resend(message_id=pk, by=by) for pk in queryset.values_list("pk", flat=True))
        words = ngettext(
            "%(count)s message is on its way again.",
            "%(count)s messages are on their way again.",
            sent,
        )
        messages.success(request, words % {"count": sent})
