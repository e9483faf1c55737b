"""What the style guide shows: every component of `templates/components/` in its states.

The samples are Vietnamese, like the portal; none of them is a real person, dossier or paper.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.safestring import mark_safe

from portal.pages.widgets import DateParts

NOON = datetime(2026, 11, 20, 14, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
QR = mark_safe(
    '<svg viewBox="0 0 7 7" width="176" height="176" aria-hidden="true">'
    '<path d="M0 0h3v3H0zM4 0h3v3H4zM0 4h3v3H0zM4 4h1v1H4zM6 4h1v1H6zM5 5h1v1H5z"/>'
    "</svg>"
)

Sample = tuple[str, dict[str, Any]]


class SampleForm(forms.Form):
    """One field of each widget the portal uses."""

    full_name = forms.CharField(
        label="Họ, chữ đệm và tên", help_text="Viết như trong giấy khai sinh."
    )
    gender = forms.ChoiceField(
        label="Giới tính",
        choices=[("F", "Nữ"), ("M", "Nam")],
        widget=forms.RadioSelect,
    )
    birth = forms.DateField(label="Ngày sinh", widget=DateParts, help_text="Ví dụ: 24 11 1990")
    copies = forms.IntegerField(label="Số bản sao", required=False, min_value=1)
    commune = forms.ChoiceField(
        label="Xã, phường",
        choices=[("", "Chọn một nơi"), ("H99.22", "Phường Bến Mây"), ("H99.23", "Xã Cồn Sậy")],
    )
    ways = forms.MultipleChoiceField(
        label="Nhận thông báo qua",
        choices=[("mail", "Thư điện tử"), ("sms", "Tin nhắn"), ("account", "Tài khoản này")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(label="Lý do", widget=forms.Textarea, required=False)
    paper = forms.FileField(label="Ảnh chụp giấy chứng sinh", required=False)
    promise = forms.BooleanField(label="Tôi cam đoan những điều đã khai là đúng")


class FilterForm(forms.Form):
    text = forms.CharField(label="Mã hoặc tên", required=False)
    state = forms.ChoiceField(
        label="Trạng thái", choices=[("", "Tất cả"), ("due", "Sắp đến hạn")], required=False
    )


def samples() -> Iterator[tuple[str, list[Sample]]]:
    """Each component's name with its states; a state is a short name and the inputs."""
    yield from _acting()
    yield from _asking()
    yield from _telling()
    yield from _measuring()
    yield from _showing()
    yield from _comparing()
    yield from _keeping()
    yield from _finding()


def _acting() -> Iterator[tuple[str, list[Sample]]]:
    yield (
        "button",
        [
            ("chính", {"label": "Nộp hồ sơ", "value": "submit"}),
            ("phụ", {"label": "Lưu lại", "value": "save", "kind": "quiet"}),
            ("nguy hiểm", {"label": "Rút hồ sơ", "value": "withdraw", "kind": "danger"}),
            (
                "có hình",
                {"label": "In giấy hẹn", "href": "#button", "icon": "print", "kind": "quiet"},
            ),
            ("không dùng được", {"label": "Ký số", "value": "sign", "disabled": True}),
        ],
    )
    actions = [
        {"label": "Tiếp nhận", "value": "accept", "kind": "primary", "icon": "ok", "key": "t"},
        {"label": "Yêu cầu bổ sung", "value": "ask", "icon": "edit", "key": "b"},
        {"label": "Xem bản in", "url": "#toolbar", "icon": "print"},
    ]
    yield "toolbar", [("cán bộ", {"label": "Việc làm được với hồ sơ này", "actions": actions})]
    keys = [
        ("j", "hồ sơ kế tiếp"),
        ("k", "hồ sơ trước"),
        ("Enter", "mở hồ sơ"),
        ("?", "danh sách phím này"),
    ]
    yield "keys", [("đóng; mở bằng nút", {"keys": keys})]


def _asking() -> Iterator[tuple[str, list[Sample]]]:
    empty = SampleForm(auto_id="plain_%s")
    wrong = SampleForm({"copies": "0", "full_name": ""}, auto_id="wrong_%s")
    wrong.full_clean()
    yield (
        "field",
        [
            *[(f"mọi kiểu: {field.label}", {"field": field}) for field in empty],
            *[(f"có lỗi: {field.label}", {"field": field}) for field in wrong if field.errors],
        ],
    )
    grouped = SampleForm(auto_id="group_%s")
    yield (
        "fieldset",
        [
            (
                "có hướng dẫn",
                {
                    "legend": "Người yêu cầu",
                    "hint": "Người đến làm thủ tục, không phải trẻ được khai sinh.",
                    "name": "requester",
                    "fields": [grouped["full_name"], grouped["commune"]],
                },
            )
        ],
    )
    upload = SampleForm(auto_id="upload_%s")
    files = [
        {
            "name": "giay-chung-sinh.pdf",
            "size": 482_133,
            "url": "#upload",
            "hash": "9f2c…",
            "remove": "remove-1",
        },
        {"name": "Ảnh chụp 2.jpg", "size": 1_204_992, "remove": "remove-2"},
    ]
    yield (
        "upload",
        [
            (
                "đã có hai tệp",
                {
                    "field": upload["paper"],
                    "files": files,
                    "takes": "PDF, JPG, PNG hoặc HEIC, mỗi tệp tới 10 MB.",
                    "note": "3 trong 10 người phải nộp lại giấy này vì ảnh bị mờ.",
                },
            )
        ],
    )
    yield "error_summary", [("hai lỗi", {"form": wrong, "errors": []})]


def _telling() -> Iterator[tuple[str, list[Sample]]]:
    yield (
        "notice",
        [
            ("xong", {"kind": "ok", "text": "Hồ sơ đã được gửi lúc 14:05. Mã nộp: NP-4F7K-22QX."}),
            (
                "lưu ý",
                {"kind": "warn", "text": "Cổng bảo trì từ 22:00 thứ Bảy đến 02:00 Chủ Nhật."},
            ),
            (
                "lỗi",
                {"kind": "bad", "text": "Tệp không mở được. Mời bạn chụp lại và tải lên lần nữa."},
            ),
            (
                "cần biết",
                {
                    "kind": "info",
                    "title": "Miễn lệ phí",
                    "text": "Khai sinh đúng hạn không mất lệ phí.",
                    "url": "#notice",
                    "link": "Xem căn cứ",
                },
            ),
        ],
    )
    yield (
        "tag",
        [
            ("xong", {"label": "Đã có kết quả", "kind": "ok", "state": "ISSUED"}),
            ("chờ", {"label": "Chờ bổ sung", "kind": "warn"}),
            ("hỏng", {"label": "Quá hạn", "kind": "bad"}),
            ("đang làm", {"label": "Đang xử lý", "kind": "info"}),
            ("thường", {"label": "Bản nháp"}),
        ],
    )
    yield (
        "deadline",
        [
            (name, {"due": NOON + timedelta(hours=hours), "now": NOON})
            for name, hours in (("còn xa", 72), ("hôm nay", 2), ("đã quá", -49))
        ]
        + [("không hạn", {"due": None, "now": NOON})],
    )


def _measuring() -> Iterator[tuple[str, list[Sample]]]:
    yield (
        "progress",
        [
            (
                "thường",
                {
                    "label": "Thời hạn đã dùng",
                    "value": 2,
                    "max": 5,
                    "words": "2 trong 5 ngày làm việc",
                },
            ),
            (
                "sắp hết",
                {
                    "label": "Thời hạn đã dùng",
                    "value": 9,
                    "max": 10,
                    "words": "9 trong 10 ngày làm việc",
                    "kind": "warn",
                },
            ),
        ],
    )
    yield (
        "conflict",
        [
            (
                "đồng nghiệp nhanh hơn",
                {
                    "what": "Hồ sơ này vừa được tiếp nhận.",
                    "by": "Phạm Thu Trang, Bộ phận Một cửa",
                    "at": NOON,
                    "url": "#conflict",
                },
            )
        ],
    )
    yield (
        "empty",
        [
            (
                "chưa có hồ sơ",
                {
                    "title": "Bạn chưa có hồ sơ nào",
                    "text": "Hồ sơ bạn nộp sẽ nằm ở đây, cùng việc cần làm và ngày hẹn trả.",
                    "url": "#empty",
                    "link": "Tìm thủ tục",
                },
            )
        ],
    )


def _showing() -> Iterator[tuple[str, list[Sample]]]:
    yield (
        "card",
        [
            (
                "có hình",
                {
                    "title": "Có con nhỏ",
                    "url": "#card",
                    "text": "Khai sinh, thẻ bảo hiểm y tế, nhập khẩu",
                    "icon": "baby",
                },
            ),
            (
                "không hình",
                {
                    "title": "Đăng ký kết hôn",
                    "url": "#card",
                    "meta": "Cấp xã · trực tuyến toàn trình",
                },
            ),
        ],
    )
    rows = [
        {"label": "Họ, chữ đệm và tên", "value": "Nguyễn Thị Mận", "change_url": "#summary_list"},
        {"label": "Nơi nhận kết quả", "value": "Nhận tại quầy", "change_url": "#summary_list"},
        {"label": "Giấy tờ", "lines": ["Giấy chứng sinh", "Giấy kết hôn của cha mẹ"]},
        {"label": "Lệ phí", "value": ""},
    ]
    yield "summary_list", [("soát lại trước khi nộp", {"rows": rows})]
    steps = [
        {"label": "Chọn nơi nộp", "state": "done", "url": "#steps"},
        {"label": "Khai thông tin", "state": "bad", "url": "#steps", "note": "Còn 2 mục"},
        {"label": "Tải giấy tờ", "state": "current", "url": "#steps"},
        {"label": "Thanh toán", "state": "optional"},
        {"label": "Soát lại và nộp", "state": "todo"},
    ]
    yield "steps", [("mọi trạng thái", {"steps": steps, "label": "Các bước nộp hồ sơ"})]
    entries = [
        {"title": "Bạn đã nộp hồ sơ", "at": NOON - timedelta(days=1), "by": "Bạn"},
        {"title": "Hồ sơ được tiếp nhận", "at": NOON, "by": "Phạm Thu Trang, Bộ phận Một cửa"},
        {
            "title": "Đang thẩm định",
            "kind": "now",
            "by": "Phòng Văn hóa – Xã hội",
            "text": "Cán bộ đang đối chiếu giấy chứng sinh.",
        },
        {"title": "Trả kết quả", "kind": "next", "text": "Dự kiến Thứ Tư, 25/11/2026."},
    ]
    yield "timeline", [("hồ sơ đang xử lý", {"entries": entries})]


def _comparing() -> Iterator[tuple[str, list[Sample]]]:
    table = {
        "caption": "Lệ phí theo cách nộp",
        "columns": ["Cách nộp", "Thời hạn", {"label": "Lệ phí", "kind": "number"}],
        "rows": [
            ["Trực tuyến", "Trong ngày", "Không thu"],
            ["Tại quầy", "1 ngày làm việc", "8.000 đ"],
        ],
        "head": True,
    }
    yield "table", [("gọn trên điện thoại", table)]
    words = [
        {"change": "SAME", "text": "Trả kết quả trong "},
        {"change": "REMOVED", "text": "5"},
        {"change": "ADDED", "text": "3"},
        {"change": "SAME", "text": " ngày làm việc.\n"},
    ]
    moved = [{"change": "REMOVED", "text": "Nộp lệ phí tại quầy.\n", "moved": True}]
    yield "difference", [("đổi chữ", {"pieces": words}), ("đổi chỗ", {"pieces": moved})]


def _keeping() -> Iterator[tuple[str, list[Sample]]]:
    yield (
        "fold",
        [
            ("đóng", {"title": "Căn cứ pháp lý", "text": "Luật Hộ tịch 2014, điều 16."}),
            (
                "mở",
                {
                    "title": "Nộp ở đâu?",
                    "text": "Tại xã, phường nào trong tỉnh cũng được.",
                    "open": True,
                },
            ),
        ],
    )
    yield (
        "code",
        [
            (
                "mã hồ sơ",
                {
                    "label": "Mã hồ sơ",
                    "code": "H99.22-261120-0001",
                    "note": "Dùng mã này để tra cứu.",
                },
            )
        ],
    )
    yield (
        "qr",
        [
            (
                "kiểm tra giấy tờ",
                {
                    "svg": QR,
                    "url": "/kiem-tra/H99.22-261120-0001-KQ1/",
                    "caption": "Quét để kiểm tra",
                },
            )
        ],
    )


def _finding() -> Iterator[tuple[str, list[Sample]]]:
    yield (
        "search_box",
        [
            (
                "lớn",
                {
                    "large": True,
                    "name": "large",
                    "hint": "Ví dụ: khai sinh, kết hôn, hộ kinh doanh",
                },
            ),
            ("nhỏ", {"name": "small", "value": "khai sinh", "hidden_label": True}),
        ],
    )
    yield (
        "filter_bar",
        [
            (
                "danh sách hồ sơ",
                {"form": FilterForm(auto_id="filter_%s"), "clear_url": "#filter_bar"},
            )
        ],
    )
    tabs = [
        {"label": "Việc của tôi", "url": "#tabs", "current": True, "count": 12},
        {"label": "Việc của đơn vị", "url": "#tabs", "count": 48},
        {"label": "Đã xong", "url": "#tabs"},
    ]
    yield "tabs", [("có số", {"tabs": tabs, "label": "Danh sách hồ sơ"})]
    yield (
        "pagination",
        [
            (
                "ở giữa",
                {
                    "previous_url": "#pagination",
                    "next_url": "#pagination",
                    "shown": "21–40",
                    "total": "hơn 1.000",
                },
            )
        ],
    )
    trail = [("Thủ tục", "#breadcrumb"), ("Hộ tịch", "#breadcrumb")]
    yield "breadcrumb", [("hai bậc", {"trail": trail})]
