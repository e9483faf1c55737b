from django.contrib import admin

from dossiers.models import BookingPlan
from portal.admin_site.model_admin import PortalModelAdmin
from portal.agencies.roles import Role


@admin.register(BookingPlan)
class BookingPlanAdmin(PortalModelAdmin):
    """When desks take bookings. What is booked already stays booked."""

    change_roles = (Role.ADMIN,)
    list_display = ["desk", "since", "until", "minutes", "capacity", "days_ahead"]
    list_select_related = ["desk"]
    autocomplete_fields = ["desk"]
    ordering = ["desk__name_key", "-since"]
