"""Tags and filters of every template of the portal; built in, so that none needs a load."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.conf import settings
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    MultiWidget,
    RadioSelect,
)
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.pages.places import PLACES

register = template.Library()

WEEKDAYS_VI = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _local(moment: date) -> date:
    """A date-time in the portal's time zone; a plain date as it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


@register.filter
def date_words(moment: date | None) -> str:
    """The day in words: "Thứ Ba, 24/11/2026", in English "Tuesday, 24 November 2026"."""
    if not moment:
        return ""
    day = _local(moment)
    if get_language() == "en":
        return f"{WEEKDAYS_EN[day.weekday()]}, {day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    return f"{WEEKDAYS_VI[day.weekday()]}, {day:%d/%m/%Y}"


@register.filter
def date_short(moment: date | None) -> str:
    """The day for tables: "24/11/2026", in English "24 Nov 2026"."""
    if not moment:
        return ""
    day = _local(moment)
    if get_language() == "en":
        return f"{day.day} {MONTHS_EN[day.month - 1][:3]} {day.year}"
    return f"{day:%d/%m/%Y}"


@register.filter
def time_words(moment: datetime | None) -> str:
    """The time of day in the portal's time zone: "14:05"."""
    return f"{_local(moment):%H:%M}" if moment else ""


@register.filter
def datetime_words(moment: datetime | None) -> str:
    """Time and day: "14:05, Thứ Ba, 24/11/2026"."""
    return f"{time_words(moment)}, {date_words(moment)}" if moment else ""


@register.filter
def plain_words(value: object) -> object:
    """A moment or a day in words; anything else as it is."""
    if isinstance(value, datetime):
        return datetime_words(value)
    return date_words(value) if isinstance(value, date) else value


@register.filter
def money(amount: Decimal | int | None) -> str:
    """Whole đồng: "150.000 đ", in English "150,000 VND"; nothing stays nothing."""
    if amount is None or amount == "":
        return ""
    digits = f"{int(amount):,}"
    return f"{digits} VND" if get_language() == "en" else f"{digits.replace(',', '.')} đ"


@register.filter
def deadline_kind(due: datetime | None, now: datetime | None = None) -> str:
    """The state of a deadline: `bad` when past, `warn` within a day, else `ok`."""
    if not due:
        return "plain"
    left = due - (now or timezone.now())
    if left.total_seconds() < 0:
        return "bad"
    return "warn" if left.total_seconds() < 86_400 else "ok"


@register.filter
def deadline_words(due: datetime | None, now: datetime | None = None) -> str:
    """How far a deadline is, in calendar days: "còn 3 ngày", "hôm nay", "quá 2 ngày"."""
    if not due:
        return _("no deadline")
    now = now or timezone.now()
    days = (_local(due).date() - _local(now).date()).days
    if due < now:
        return _("%(days)s days late") % {"days": -days} if days else _("late since today")
    if not days:
        return _("due today")
    return _("%(days)s days left") % {"days": days}


@register.filter
def widget_kind(field: BoundField) -> str:
    """How the field component draws a field: `tick`, `group`, `file` or `line`."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect) or field.use_fieldset:
        return "group"
    if isinstance(widget, CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, FileInput) else "line"


@register.filter
def get(mapping: dict, key: object) -> object:
    """The value under a key that is itself a variable."""
    return mapping.get(key, "")


@register.filter
def at(values: list, index: int) -> object:
    """The value at a place of a list that is itself a variable."""
    return values[index]


@register.filter
def first_input(field: BoundField) -> str:
    """The id that a link to a field must lead to: of a group its first input."""
    if isinstance(field.field.widget, MultiWidget):
        return f"{field.auto_id}_0"
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        return field.subwidgets[0].id_for_label if field.subwidgets else ""
    return field.id_for_label


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing from the portal's sheet; the word beside it carries the meaning."""
    sheet = static("img/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" width="24" height="24">'
        '<use href="{}#{}"></use></svg>',
        sheet,
        name,
    )


@register.simple_tag
def place(key: str) -> str:
    """The address of a public place of the portal in the reader's language."""
    return PLACES[key].url


@register.simple_tag(takes_context=True)
def prose(context: template.Context, name: str) -> SafeString:
    """A long text of the portal, kept as one file for each language."""
    language = get_language() or settings.LANGUAGE_CODE
    text = context.template.engine.get_template(f"pages/text/{name}.{language}.html")
    return text.render(context)


@register.tag
def capture(parser: template.base.Parser, token: template.base.Token) -> "CaptureNode":
    """`{% capture name %}…{% endcapture %}`: what is inside, kept under a name instead of shown."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)


class CaptureNode(template.Node):
    def __init__(self, name: str, nodelist: template.NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        # What the node list returns is already escaped; strip() alone would forget that.
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return ""
