from datetime import date

from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from procedures.eforms import evaluate
from procedures.eforms.django_form import SectionForm
from procedures.eforms.opened import Opened
from procedures.eforms.posted import act, flatten, merge, put
from procedures.eforms.prefill import prefill
from procedures.eforms.summary import summarise
from tests.procedures.test_evaluate import FORMS, form

TODAY = date(2026, 11, 21)
FORM = form(
    {"key": "name", "kind": "text", "label": "Tên", "required": True, "help": "Như trên thẻ"},
    {"key": "more", "kind": "yes_no", "label": "Thêm?", "required": True},
    {"key": "why", "kind": "text", "label": "Vì sao", "show_if": {"field": "more", "is": True}},
    {
        "key": "kids",
        "kind": "group",
        "label": "Con",
        "max": 3,
        "fields": [{"key": "n", "kind": "text", "label": "Tên con", "required": True}],
    },
    {
        "key": "langs",
        "kind": "many",
        "label": "Tiếng",
        "options": [{"key": "vi", "label": "Việt"}, {"key": "en", "label": "Anh"}],
    },
)


def post(answers=None, **data) -> SectionForm:
    sent = MultiValueDict({name.replace("__", "."): [value] for name, value in data.items()})
    return SectionForm(FORM, "s", answers=answers or {}, today=TODAY, data=sent)


def test_errors_stand_beside_the_field_and_the_value_stays():
    bound = post(name=" ", more="có", kids__0__n="")
    assert not bound.is_valid()
    assert set(bound.errors) == {"name", "more", "kids.0.n"}
    assert bound.answers["more"] == "có"
    assert {place for place, _words in bound.error_links()} >= {"id_name", "id_kids.0.n"}


def test_a_right_section_may_be_left():
    bound = post(name="Mận", more="false")
    assert bound.is_valid()
    assert bound.answers == {"name": "Mận", "more": "false", "kids": []}


def test_an_answer_brings_up_the_next_question():
    bound = post(name="Mận", more="true", action="refresh")
    assert bound.acted and not bound.is_bound
    assert "why" in bound.fields


def test_rows_come_and_go_by_buttons_without_complaints():
    added = post({"kids": [{"n": "A"}]}, name="", kids__0__n="A", action="add:kids")
    assert added.acted and not added.errors
    assert added.answers["kids"] == [{"n": "A"}, {}]
    removed = post(added.answers, kids__0__n="A", kids__1__n="B", action="remove:kids.0")
    assert removed.answers["kids"] == [{"n": "B"}]
    html = render_to_string("procedures/eform/fields.html", {"form": removed})
    assert 'value="B"' in html and 'value="A"' not in html
    assert 'name="action" value="remove:kids.0"' in html


def test_a_full_group_offers_no_more_rows():
    full = SectionForm(FORM, "s", answers={"kids": [{}, {}, {}]}, today=TODAY)
    assert next(block for block in full.blocks() if block.path == "kids").add == ""


def test_what_the_page_did_not_send_is_left_as_it_was():
    kept = {"why": "giữ", "langs": ["vi"], "name": "cũ"}
    items = FORM.sections[0].fields
    assert merge(items, kept, MultiValueDict({"name": ["mới"]}))["why"] == "giữ"
    unticked = merge(items, kept, MultiValueDict({"langs": [""]}))
    assert unticked["langs"] == []
    assert kept["langs"] == ["vi"]


def test_flat_and_tree_are_two_writings_of_one_thing():
    items = FORMS["khai-sinh"].sections[1].fields
    tree = {"child": {"full_name": "Bé", "birth_date": "2026-11-01"}, "birth_place": "clinic"}
    again = merge(items, {}, flatten(items, tree))
    assert again["child"]["full_name"] == "Bé" and again["birth_place"] == "clinic"


def test_actions_never_reach_beyond_the_answers():
    answers = {"kids": [{}], "name": "x"}
    for action in ("remove:kids.9", "remove:name.0", "add:name.x", "add:", "drop:kids", "add:a.b"):
        assert not act(answers, action), action
    for action in ("add:name", "add:nothing", "add:kids.0", f"remove:kids.{'9' * 5000}"):
        assert not act(answers, action), action[:20]
    assert answers == {"kids": [{}], "name": "x"}
    assert put(answers, "kids.0.n", "A") and answers["kids"][0] == {"n": "A"}
    assert not put(answers, "kids.7.n", "A")


def test_what_is_known_fills_only_what_is_empty():
    known = {"profile": {"full_name": "Nguyễn Thị Mận", "phone": "+84912345678"}}
    begun = {"applicant": {"full_name": "Tên tôi tự gõ"}}
    filled = prefill(FORMS["khai-sinh"], begun, known)
    assert filled["applicant"] == {"full_name": "Tên tôi tự gõ", "phone": "+84912345678"}
    assert begun == {"applicant": {"full_name": "Tên tôi tự gõ"}}


def test_the_summary_speaks_as_people_write():
    answers = {
        "owner": {
            "full_name": "Mận",
            "phone": "+84912345678",
            "address": {"province": "99", "commune": "Phường Bến Mây", "detail": "Số 1"},
        },
        "capital": "1.500.000",
        "food": "false",
    }
    definition = FORMS["ho-kinh-doanh"]
    rows = {
        row.path: row
        for section in summarise(definition, evaluate(definition, answers, TODAY))
        for row in section.rows
    }
    assert rows["owner.address"].value == "Số 1, Phường Bến Mây, 99"
    assert rows["owner.phone"].value == "0912 345 678"
    assert rows["capital"].value == "1.500.000 đ"
    assert rows["owner.identity_number"].sensitive
    assert "food_safety" not in rows
    assert "members" not in rows


def test_nothing_chosen_is_shown_as_nothing():
    shown = flatten(FORM.sections[0].fields, {"langs": []})
    again = SectionForm(FORM, "s", answers={"langs": []}, today=TODAY, data=shown)
    assert not again["langs"].value()


def test_one_answer_in_a_row_is_open_and_nothing_beside_it():
    answers = {"name": "Mận", "kids": [{"n": ""}, {"n": "B"}]}
    changed = MultiValueDict({"name": ["Khác"], "kids.0.n": ["X"], "kids.1.n": ["C"]})
    shown = SectionForm(
        FORM, "s", answers=answers, today=TODAY, data=changed, opened=Opened(["kids.1.n"])
    )
    assert set(shown.fields) == {"kids.1.n"} and shown.is_valid()
    assert shown.answers == {"name": "Mận", "kids": [{"n": ""}, {"n": "C"}]}
    (kids,) = shown.blocks()
    assert not kids.add and [(row.title, row.remove) for row in kids.rows] == [("Con 2", "")]
    for button in ("add:kids", "remove:kids.1", "remove:kids.1.n"):
        pressed = MultiValueDict({"action": [button]})
        form = SectionForm(
            FORM, "s", answers=answers, today=TODAY, data=pressed, opened=Opened(["kids.1.n"])
        )
        assert form.answers == answers


def test_an_open_group_has_all_its_rows_and_buttons():
    form = SectionForm(
        FORM, "s", answers={"kids": [{"n": "A"}]}, today=TODAY, opened=Opened(["kids"])
    )
    (kids,) = form.blocks()
    assert kids.add == "add:kids" and kids.rows[0].remove == "remove:kids.0"
