"""What becomes of a draft: edits, versions, test data, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from portal.agencies.roles import Role
from portal.audit.models import Event
from procedures.builder import tree
from procedures.builder.limits import TooLarge
from procedures.eforms.kinds import Kind
from procedures.eforms.words import Words
from procedures.errors import NotPermitted, SomebodyWasFaster, WrongState
from procedures.models import EForm, EFormVersion, Frozen, Procedure, Revision, Sector
from procedures.selectors import editors_of
from procedures.services.check_form import published_keys, results_of, what_stops
from procedures.services.discard_form import StillNeeded, discard_version
from procedures.services.edit_form import edit_form
from procedures.services.keep_trial import drop_trial, keep_trial
from procedures.services.start_form import start_form, start_version

DAY = date(2026, 11, 21)


def _section(kind: str) -> dict:
    field = {"key": "ly_do", "kind": kind, "label": "Lý do"}
    return {"key": "viec", "title": "Việc", "fields": [field]}


def retitle(words="Đơn khác"):
    return lambda form: tree.retitle(form, Words(words))


def lock(version) -> None:
    version.locked = True
    version.save()


def test_an_edit_is_stored_counted_and_recorded(draft, editor):
    edited = edit_form(version=draft, by=editor, expected_edits=1, edit=retitle(), what="retitled")
    assert edited.edits == 2
    assert EForm.objects.get().name == "Đơn khác"
    event = Event.objects.get(kind="eform.changed")
    assert event.payload == {"form": "don-xin", "number": 1, "what": "retitled"}
    assert event.actor_user_id == editor.user_id
    assert edited.history.first().history_user_id == editor.user_id


def test_an_edit_that_changes_nothing_leaves_no_trace(draft, editor):
    edit_form(version=draft, by=editor, expected_edits=1, edit=lambda form: form, what="moved")
    assert EFormVersion.objects.get().edits == 1
    assert not Event.objects.filter(kind="eform.changed").exists()


def test_who_may_not_edit_and_who_was_slower(draft, editor):
    clerk = replace(editor, role=Role.OFFICER.value)
    with pytest.raises(NotPermitted):
        edit_form(version=draft, by=clerk, expected_edits=1, edit=retitle(), what="retitled")
    edit_form(version=draft, by=editor, expected_edits=1, edit=retitle(), what="retitled")
    with pytest.raises(SomebodyWasFaster):
        edit_form(version=draft, by=editor, expected_edits=1, edit=retitle("X"), what="retitled")
    assert EFormVersion.objects.get().definition.title.vi == "Đơn khác"


def test_a_giant_edit_stores_nothing(draft, editor):
    def grow(form):
        for _n in range(401):
            form, _path = tree.add(form, "section:viec", Kind.TEXT, Words("Câu"))
        return form

    with pytest.raises(TooLarge):
        edit_form(version=draft, by=editor, expected_edits=1, edit=grow, what="question_added")
    assert EFormVersion.objects.get().edits == 1


def test_versions_follow_each_other_and_keys_are_not_used_again(draft, editor):
    with pytest.raises(WrongState):
        start_version(form=draft.form, by=editor)
    keep_trial(version=draft, by=editor, name="Đủ", answers={"ly_do": "x"}, on=DAY)
    lock(draft)
    with pytest.raises(WrongState):
        edit_form(version=draft, by=editor, expected_edits=1, edit=retitle(), what="retitled")
    second = start_version(form=draft.form, by=editor)
    assert (second.number, second.content) == (2, draft.content)
    assert [trial.name for trial in second.trials.all()] == ["Đủ"]
    assert published_keys(second) == {"viec", "ly_do"}
    without = tree.remove(second.definition, "ly_do")
    _again, path = tree.add(
        without, "section:viec", Kind.DATE, Words("Lý do"), published_keys(second)
    )
    assert path == "ly_do_2"
    assert what_stops(second) == []
    second.content = without.to_json() | {"sections": [_section("date")]}
    second.save()
    assert [told for told in what_stops(second) if "mã ly_do" in told]


def test_a_draft_is_discarded_a_used_one_stays(draft, editor, db):
    lock(draft)
    second = start_version(form=draft.form, by=editor)
    discard_version(version=second, by=editor, expected_edits=1)
    assert EFormVersion.objects.get() == draft
    with pytest.raises(WrongState):
        discard_version(version=draft, by=editor, expected_edits=1)
    other = start_form(definition=draft.definition, by=editor)
    assert other.form.key == "don-xin-2"
    discard_version(version=other, by=editor, expected_edits=1)
    assert EForm.objects.count() == 1
    reserved = start_form(definition=retitle("Mới")(draft.definition), by=editor)
    assert reserved.form.key == "moi-2"


def test_test_data_keep_publication_waiting(draft, editor):
    assert what_stops(draft) == []
    trial = keep_trial(
        version=draft, by=editor, name="Bỏ trống", answers={}, on=DAY, errors=["ly_do"]
    )
    assert [outcome.taken for _trial, outcome in results_of(draft)] == [("ly_do",)]
    assert any("Bỏ trống" in sentence for sentence in what_stops(draft))

    def edit(form):
        return tree.change(form, "ly_do", lambda item: replace(item, required=True))

    draft = edit_form(version=draft, by=editor, expected_edits=1, edit=edit, what="changed")
    assert what_stops(draft) == []
    drop_trial(trial=trial, by=editor)
    assert results_of(draft) == []


def test_test_data_of_a_version_in_use_do_not_change(draft, editor):
    trial = keep_trial(version=draft, by=editor, name="Đủ", answers={}, on=DAY)
    lock(draft)
    for refused in (
        lambda: keep_trial(version=draft, by=editor, name="Mới", answers={}, on=DAY),
        lambda: drop_trial(trial=trial, by=editor),
    ):
        with pytest.raises(WrongState):
            refused()
    trial.version = draft
    with pytest.raises(Frozen):
        trial.save()


def test_whoever_wrote_the_form_wrote_a_part_of_the_revision(draft, editor, approver):
    edit_form(version=draft, by=approver, expected_edits=1, edit=retitle(), what="retitled")
    revision = Revision(pk=0, form=EFormVersion.objects.get(), created_by_id=None)
    assert editors_of(revision) == {editor.user_id, approver.user_id}


def test_a_draft_that_a_revision_uses_stays(draft, editor):
    revision_of(draft)
    with pytest.raises(StillNeeded):
        discard_version(version=draft, by=editor, expected_edits=1)


def revision_of(version) -> Revision:
    return Revision.objects.create(
        procedure=Procedure.objects.create(
            code="1.001193", sector=Sector.objects.create(code="HT", name="Hộ tịch")
        ),
        number=1,
        name="Đăng ký",
        source="Nguồn",
        source_date=DAY,
        in_force_from=DAY,
        level=1,
        form=version,
        audiences=["FOREIGNER"],
    )
