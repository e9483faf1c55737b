"""Words for dates, money and deadlines, in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from portal.pages.templatetags import ui
from portal.pages.widgets import DateParts

NOW = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("filter_", "value", "vi", "en"),
    [
        ("date_words", date(2026, 11, 24), "Thứ Ba, 24/11/2026", "Tuesday, 24 November 2026"),
        ("date_words", date(2026, 11, 22), "Chủ Nhật, 22/11/2026", "Sunday, 22 November 2026"),
        ("date_short", date(2027, 1, 5), "05/01/2027", "5 Jan 2027"),
        # 17:30 UTC is already the next day in Hà Nội.
        ("date_short", datetime(2026, 11, 23, 17, 30, tzinfo=UTC), "24/11/2026", "24 Nov 2026"),
        ("datetime_words", NOW, "14:05, Thứ Sáu, 20/11/2026", "14:05, Friday, 20 November 2026"),
        ("time_words", NOW, "14:05", "14:05"),
        ("money", 150_000, "150.000 đ", "150,000 VND"),
        ("money", 0, "0 đ", "0 VND"),
        ("money", None, "", ""),
        ("date_words", None, "", ""),
    ],
)  # fmt: skip
def test_words(filter_, value, vi, en):
    for language, expected in (("vi", vi), ("en", en)):
        with translation.override(language):
            assert getattr(ui, filter_)(value) == expected


@pytest.mark.parametrize(
    ("after", "kind", "words"),
    [
        (timedelta(days=3), "ok", "còn 3 ngày"),
        (timedelta(hours=2), "warn", "đến hạn hôm nay"),
        (timedelta(minutes=-5), "bad", "quá hạn từ hôm nay"),
        (timedelta(days=-2), "bad", "quá hạn 2 ngày"),
    ],
)
def test_deadline(after, kind, words):
    with translation.override("vi"):
        assert ui.deadline_kind(NOW + after, NOW) == kind
        assert ui.deadline_words(NOW + after, NOW) == words


def test_no_deadline_is_not_late():
    with translation.override("vi"):
        assert ui.deadline_kind(None) == "plain"
        assert ui.deadline_words(None) == "không có thời hạn"


def test_capture_keeps_what_is_escaped_escaped():
    template = Template("{% capture x %} {{ y }} {% endcapture %}{{ x }}")
    assert template.render(Context({"y": "<b>"})) == "&lt;b&gt;"


class BirthForm(forms.Form):
    birth = forms.DateField(widget=DateParts, input_formats=["%d/%m/%Y"])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [(("5", "1", "1990"), date(1990, 1, 5)), ((" 05", "01 ", "1990"), date(1990, 1, 5))],
)
def test_date_in_parts(typed, expected):
    form = BirthForm(dict(zip(("birth_day", "birth_month", "birth_year"), typed, strict=True)))
    assert form.is_valid()
    assert form.cleaned_data["birth"] == expected


@pytest.mark.parametrize("typed", [("31", "2", "1990"), ("5", "", "1990"), ("", "", "")])
def test_wrong_date_keeps_what_was_typed(typed):
    form = BirthForm(dict(zip(("birth_day", "birth_month", "birth_year"), typed, strict=True)))
    assert not form.is_valid()
    for part in filter(None, typed):
        assert f'value="{part}"' in str(form["birth"])
