"""The parts of a revision as rows of its editor."""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from procedures.admin.drafts import PartInline
from procedures.admin.fields import LinesField
from procedures.models import Case, Channel, Duty, Fee, LegalBasis, Paper, ProcessStep, ResultKind
from procedures.words import fee_words, window_words

MORE = ["collapse"]


class CaseForm(forms.ModelForm):
    steps = LinesField(label=Case._meta.get_field("steps").verbose_name, required=False)


class CaseInline(PartInline):
    model = Case
    form = CaseForm
    fieldsets = [
        (None, {"fields": ["name", ("key", "order"), "hint"]}),
        (_("Steps of its own, and when it is chosen"), {"fields": ["steps", "rule"]}),
    ]
    prepopulated_fields = {"key": ["name"]}


class ChannelInline(PartInline):
    model = Channel
    readonly_fields = ["fees_in_words"]
    fieldsets = [
        (None, {"fields": [("kind", "case", "order"), ("limit_kind", "limit", "unit")]}),
        (_("A result on the same day"), {"fields": [("cutoff", "at_most")]}),
        (None, {"fields": ["visits", "fees_in_words"]}),
        (_("Notes"), {"fields": ["stated_as", "note"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("fees")

    def fees_in_words(self, channel: Channel) -> str:
        if channel.pk is None:
            return _("Save the channel first; its fees have a page of their own.")
        lines = format_html_join("", "<li>{}</li>", ((_line(fee),) for fee in channel.fees.all()))
        link = format_html(
            '<a href="{}">{}</a>',
            f"/quan-tri/procedures/channel/{channel.pk}/change/",
            _("Fees of this channel"),
        )
        return format_html('<ul class="plain">{}</ul>{}', lines, link)

    fees_in_words.short_description = _("fees")


def _line(fee: Fee) -> str:
    window = window_words(fee)
    return f"{fee.name}: {fee_words(fee)}" + (f" ({window})" if window else "")


class PaperInline(PartInline):
    model = Paper
    fieldsets = [
        (None, {"fields": ["name", ("kind", "case", "order")]}),
        (None, {"fields": [("originals", "certified", "copies")]}),
        (_("When it is needed, and when it is not"), {"fields": ["condition", "reuse_note"]}),
        (
            _("Form and reuse"),
            {"fields": [("form_symbol", "replaced_by_form"), "blank_form_url", "result_code"]},
        ),
        (None, {"fields": [("key", "code")]}),
    ]


class LegalBasisInline(PartInline):
    model = LegalBasis
    fieldsets = [(None, {"fields": [("symbol", "order"), "title"]})]


class ResultInline(PartInline):
    model = ResultKind
    fieldsets = [
        (None, {"fields": ["name", ("code", "final", "order"), ("valid_for", "renewal_code")]})
    ]


class ProcessStepInline(PartInline):
    model = ProcessStep
    fieldsets = [
        (None, {"fields": ["name", ("order", "stage"), ("days", "hours")]}),
        (_("Who works on it"), {"fields": [("role", "unit_hint"), ("agency_code", "hand_over")]}),
    ]


class DutyInline(PartInline):
    model = Duty
    fieldsets = [(None, {"fields": [("party", "order"), "text"]})]
