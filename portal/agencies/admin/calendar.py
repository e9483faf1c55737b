from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.agencies.admin.actors import administrator
from portal.agencies.admin.agency import NeverDeleted
from portal.agencies.admin.hours import DAYS, HINT, HoursField, WeekForm
from portal.agencies.models import Calendar, CalendarDay, CalendarVersion
from portal.agencies.services import publish_calendar, revise_calendar
from portal.agencies.services.publish_calendar import AlreadyPublished


class VersionInline(NeverDeleted, admin.TabularInline):
    model = CalendarVersion
    fields = readonly_fields = ["link", "state", "since", "note", "published_at", "published_by"]
    extra = 0
    ordering = ["-number"]
    verbose_name_plural = gettext_lazy("Versions")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("version"))
    def link(self, version: CalendarVersion) -> str:
        address = reverse("admin:agencies_calendarversion_change", args=[version.pk])
        return format_html('<a href="{}">{}</a>', address, version)


@admin.register(Calendar)
class CalendarAdmin(NeverDeleted, admin.ModelAdmin):
    """A calendar is changed by a new version: begin one here, edit it, publish it."""

    list_display = ["name", "code"]
    inlines = [VersionInline]
    change_form_template = "admin/agencies/calendar.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def response_change(self, request: HttpRequest, calendar: Calendar) -> HttpResponse:
        if request.POST.get("action") != "revise":
            return super().response_change(request, calendar)
        draft = revise_calendar(calendar=calendar, by=administrator(request))
        return redirect("admin:agencies_calendarversion_change", draft.pk)


class DayForm(forms.ModelForm):
    spans = HoursField(label=gettext_lazy("hours"), help_text=HINT)

    class Meta:
        model = CalendarDay
        fields = ["date", "kind", "name", "name_en", "spans", "basis"]

    def clean_spans(self) -> list[list[str]] | None:
        return self.cleaned_data["spans"] or None


class DayInline(admin.TabularInline):
    model = CalendarDay
    form = DayForm
    extra = 3
    ordering = ["date"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and not obj.is_published

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@admin.register(CalendarVersion)
class CalendarVersionAdmin(NeverDeleted, admin.ModelAdmin):
    """A draft can be edited and published; a published version can only be read."""

    form = WeekForm
    list_display = ["__str__", "state", "since", "published_at"]
    list_filter = ["calendar", "state"]
    list_select_related = ["calendar"]
    inlines = [DayInline]
    fields = ["since", "note", *DAYS]
    change_form_template = "admin/agencies/calendar_version.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_published)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["since", "note", "weekly"] if obj and obj.is_published else self.fields

    def response_change(self, request: HttpRequest, version: CalendarVersion) -> HttpResponse:
        if request.POST.get("action") != "publish":
            return super().response_change(request, version)
        try:
            publish_calendar(version=version, by=administrator(request))
        except AlreadyPublished:
            words = _("Somebody else has published this version in the meantime.")
            self.message_user(request, words, messages.WARNING)
        else:
            words = _("The calendar is published. Open due dates are being worked out again.")
            self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:agencies_calendar_change", version.calendar_id)
