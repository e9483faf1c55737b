"""The publication gate as a table: what is refused, what is only pointed at, and what passes."""

import pytest

from procedures.builder.differences import Change, differences
from procedures.builder.tree import move_to
from procedures.eforms.definition import Definition
from procedures.eforms.gate import examine
from tests.procedures.test_evaluate import FORMS, form

TEXT = {"key": "a", "kind": "text", "label": "Nghề nghiệp"}
PATTERN_HELP = {"help": "x", "pattern_help": "x"}
NOTHING, LOOK, NO = "passes", "warning", "refused"
COLUMNS = [{"key": f"c{n}", "kind": "text", "label": f"Cột {n}"} for n in range(7)]
CHOICE = {
    "key": "c",
    "kind": "choice",
    "label": "Nơi nhận",
    "options": [{"key": "x", "label": "Tại quầy"}, {"key": "y", "label": "Tại nhà"}],
}


@pytest.mark.parametrize(
    ("fields", "title", "weight"),
    [
        ([TEXT], "Công việc", NOTHING),
        ([TEXT | {"label": "x" * 151}], "Công việc", NO),
        ([TEXT, TEXT | {"key": "b", "label": "nghề nghiệp "}], "Công việc", NO),
        ([TEXT | {"label": "Khác"}], "Công việc", NO),
        ([TEXT | {"help": "Ghi vào ô màu đỏ"}], "Công việc", NO),
        ([TEXT | {"help": "Xem mục bên trái"}], "Công việc", NO),
        ([TEXT | {"help": "Ghi theo giấy đỏ của bạn"}], "Công việc", NOTHING),
        ([TEXT | {"pattern": "[0-9]+"}], "Công việc", NO),
        ([TEXT | {"pattern": "(a+)+b", "help": "x", "pattern_help": "x"}], "Công việc", NO),
        ([TEXT | PATTERN_HELP | {"pattern": "((a+))+b"}], "Công việc", NO),
        ([TEXT | PATTERN_HELP | {"pattern": "(a|aa)+b"}], "Công việc", NO),
        ([TEXT | PATTERN_HELP | {"pattern": "a*a*a*a*b"}], "Công việc", NO),
        ([TEXT | PATTERN_HELP | {"pattern": r"(\d{3}\.){2}\d{1,3}"}], "Công việc", NOTHING),
        ([TEXT | {"min": 5, "max": 3}], "Công việc", NO),
        ([TEXT | {"min": "ten"}], "Công việc", NO),
        ([CHOICE], "Công việc", NOTHING),
        ([CHOICE | {"options": CHOICE["options"][:1]}], "Công việc", NO),
        ([CHOICE | {"options": [*CHOICE["options"], {"key": "z", "label": ""}]}], "Công việc", NO),
        (
            [CHOICE | {"options": [*CHOICE["options"], {"key": "z", "label": "Tại nhà"}]}],
            "Công việc",
            NO,
        ),
        ([{"key": "s", "kind": "statement", "label": "Đồng ý"}], "Công việc", NO),
        ([{"key": "t", "kind": "table", "label": "Tầng", "fields": COLUMNS}], "Công việc", NO),
        (
            [{"key": "t", "kind": "table", "label": "Tầng", "fields": COLUMNS[:6]}],
            "Công việc",
            NOTHING,
        ),
        ([{"key": "g", "kind": "group", "label": "Con", "fields": COLUMNS}], "Công việc", NOTHING),
        ([TEXT, {"key": "h", "kind": "heading", "label": "Hết"}], "Công việc", NO),
        ([{"key": "h", "kind": "heading", "label": "Đầu"}, TEXT], "Công việc", NOTHING),
        ([], "Công việc", LOOK),
        ([TEXT | {"label": "Họ và tên"}], "Người yêu cầu", NO),
        ([TEXT | {"label": "Họ và tên", "prefill": "profile.full_name"}], "Người yêu cầu", NOTHING),
        ([TEXT | {"label": "Họ và tên người yêu cầu"}], "Công việc", NO),
        ([TEXT | {"label": "Họ và tên của mẹ"}], "Người yêu cầu", NOTHING),
        ([TEXT | {"label": "Họ tên con của bạn"}], "Con", NOTHING),
        ([TEXT | {"label": "Ngày sinh", "kind": "date"}], "Trẻ được khai sinh", LOOK),
        ([{"key": "p", "kind": "phone", "label": "Số điện thoại của bạn"}], "Liên hệ", NO),
        ([{"key": "i", "kind": "identity_number", "label": "Số định danh"}], "Người khai", NO),
        ([{"key": "p", "kind": "person", "label": "Bạn là"}], "Ai", NO),
        ([{"key": "p", "kind": "person", "label": "Bạn là", "prefill": "profile"}], "Ai", NOTHING),
        ([{"key": "p", "kind": "person", "label": "Người bạn dự định kết hôn"}], "Ai", NOTHING),
        (
            [
                {"key": "p", "kind": "person", "label": "Bạn là", "prefill": "profile"},
                TEXT | {"kind": "date", "label": "Ngày sinh"},
            ],
            "Ai",
            NO,
        ),
    ],
)
def test_what_the_gate_says(fields, title, weight):
    found = examine(form(*fields, title=title))
    said = NO if any(each.refused for each in found) else LOOK if found else NOTHING
    assert said == weight, [str(each) for each in found]
    for each in found:
        assert each.section == "s"
        assert each.mend


def test_english_is_asked_for_only_where_foreigners_apply():
    definition = form(TEXT)
    assert not examine(definition)
    found = examine(definition, foreigners=True)
    assert found
    assert not any(each.refused for each in found)
    assert not examine(FORMS["khai-sinh"], foreigners=True)


def test_a_published_key_keeps_its_kind_and_its_answers():
    before = form(TEXT, CHOICE)
    as_date = form(TEXT | {"kind": "date"}, CHOICE)
    gone = form(CHOICE)
    assert not examine(before, earlier=(before,))
    assert not examine(form(TEXT | {"label": "Nghề"}, CHOICE), earlier=(before,))
    assert [each.path for each in examine(as_date, earlier=(before,))] == ["a"]
    assert [each.path for each in examine(as_date, earlier=(before, gone))] == ["a"]
    other = [{"key": "x", "label": "Gửi bưu điện"}, {"key": "y", "label": "Tại nhà riêng"}]
    assert [
        each.path for each in examine(form(CHOICE | {"options": other}), earlier=(before,))
    ] == ["c"]


def test_two_versions_differ_in_words():
    before = form(TEXT, CHOICE, TEXT | {"key": "b", "label": "Ghi chú"}, title="Phần một")
    sections = before.to_json()["sections"]
    fields = [CHOICE, TEXT | {"required": True, "max": 80}, TEXT | {"key": "n", "label": "Mới"}]
    two = {"key": "two", "title": "Phần hai", "fields": []}
    after = Definition.from_json(
        {"title": "T", "sections": [sections[0] | {"fields": fields}, two]}
    )
    found = {(each.change, each.label): each for each in differences(before, after)}
    assert (
        set(found)
        == {
            (Change.ADDED, "Phần “Phần hai”"),
            (Change.ADDED, "Mới"),
            (Change.CHANGED, "Nghề nghiệp"),
            (Change.MOVED, "Nơi nhận"),
            (Change.REMOVED, "Ghi chú"),
        }
        or (Change.MOVED, "Nghề nghiệp") in found
    )
    properties = {each.name: each.after for each in found[Change.CHANGED, "Nghề nghiệp"].properties}
    assert properties == {"bắt buộc": "Có", "Nhiều nhất bao nhiêu ký tự": "80"}
    assert differences(before, before) == []
    moved = differences(after, move_to(after, "n", "two"))
    assert [(each.change, each.label, each.where) for each in moved] == [
        (Change.MOVED, "Mới", "Phần hai")
    ]
