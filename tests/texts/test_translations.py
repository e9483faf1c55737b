"""Translations: what readers see, who answers for it, and when it has fallen behind."""

import unicodedata
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.texts import registry
from portal.texts.errors import NotPermitted, SecondPersonNeeded, SomebodyWasFaster
from portal.texts.models import Translation
from portal.texts.passages import Passage, item_path
from portal.texts.selectors import lags, lines, translations_of
from portal.texts.services.review import review
from portal.texts.services.translate import Written, translate
from portal.texts.workflow import State
from tests.factories import accounts
from tests.factories.agencies import commune

TODAY = date(2026, 11, 20)
THING = {"kind": "sample", "key": "1.001193"}
VIETNAMESE = "Nộp tờ khai tại xã."


@pytest.fixture
def people(db):
    """A writer and a second person, both editors."""
    place = commune().committee
    pair = [accounts.official(place, Role.EDITOR, name=name) for name in ("Mai", "Hoa")]
    return [Actor("OFFICIAL", user.pk, place.pk, Role.EDITOR.value) for user in pair]


def write(by, text="File the form at the commune.", source=VIETNAMESE, path="summary", **more):
    return translate(**THING, words=[Written(path, source, text, **more)], by=by)


def seen(*paths) -> dict[str, str]:
    drafts = Translation.objects.filter(state=State.DRAFT, path__in=paths)
    return {row.path: row.digest for row in drafts}


def accept(by, *paths):
    return review(**THING, seen=seen(*paths), by=by, today=TODAY)


def line(text=VIETNAMESE, path="summary", group=""):
    passage = Passage(path, text, group=group)
    return lines([passage], translations_of("sample", "1.001193"))[0]


def test_a_draft_waits_for_a_second_person_and_then_carries_the_day(people):
    mai, hoa = people
    write(mai)
    assert line().reviewed is None
    with pytest.raises(SecondPersonNeeded):
        accept(mai, "summary")
    accept(hoa, "summary")
    shown = line().reviewed
    assert (shown.text, shown.reviewed_on) == ("File the form at the commune.", TODAY)
    assert shown.reviewed_by_id == hoa.user_id


def test_readers_keep_the_reviewed_words_while_better_ones_are_a_draft(people):
    mai, hoa = people
    write(SYSTEM)
    accept(hoa, "summary")
    write(mai, "Bring the form to the commune office.")
    assert line().reviewed.text == "File the form at the commune."
    accept(hoa, "summary")
    assert line().reviewed.text == "Bring the form to the commune office."
    assert line().draft is None


@pytest.mark.parametrize(
    ("now", "behind"),
    [
        (VIETNAMESE, False),
        ("Nộp  tờ khai\ntại xã. ", False),
        (unicodedata.normalize("NFD", VIETNAMESE), False),
        ("Nộp tờ khai tại phường.", True),
        ("Nộp tờ khai tại xã", True),
        ("nộp tờ khai tại xã.", True),
        ("", True),
    ],
)
def test_a_translation_lags_when_the_words_it_was_made_from_changed(people, now, behind):
    write(SYSTEM)
    assert lags(line().draft, now) is behind


def test_lag_ends_when_the_new_text_is_translated_and_reviewed(people):
    mai, hoa = people
    write(mai)
    accept(hoa, "summary")
    changed = "Nộp tờ khai tại phường."
    assert line(changed).lags
    marked = [piece.text for piece in line(changed).since if piece.marked]
    assert marked == ["xã", "phường"]
    write(mai, source=changed, text="File the form at the ward.")
    assert line(changed).lags
    accept(hoa, "summary")
    assert not line(changed).lags


def test_what_is_reviewed_is_what_was_read(people):
    mai, hoa = people
    write(mai)
    read = seen("summary")
    write(mai, "Take the form to the commune.")
    with pytest.raises(SomebodyWasFaster):
        review(**THING, seen=read, by=hoa, today=TODAY)
    assert line().reviewed is None


def test_two_writers_do_not_overwrite_each_other(people):
    mai, hoa = people
    write(mai, seen="")
    with pytest.raises(SomebodyWasFaster):
        write(hoa, "Something else.", seen="")
    write(hoa, "Something else.", seen=line().draft.digest)
    assert line().draft.text == "Something else."


def test_a_reworded_item_of_a_list_keeps_its_translation_and_shows_the_lag(people):
    mai, hoa = people
    old, new = "Nộp hồ sơ tại bộ phận một cửa.", "Nộp hồ sơ tại trung tâm hoặc bộ phận một cửa."
    was = item_path("steps", old)
    write(mai, "File at the one-stop desk.", old, was)
    accept(hoa, was)
    now = item_path("steps", new)
    found = line(new, now, "steps")
    assert found.lags
    assert found.reviewed.path == was
    write(mai, "File at the centre or the one-stop desk.", new, now, formerly=was)
    accept(hoa, now)
    assert not line(new, now, "steps").lags
    assert Translation.objects.count() == 1


def test_moving_an_item_of_a_list_leaves_its_translation_alone(people):
    mai, hoa = people
    steps = ["Nộp hồ sơ tại xã.", "Đóng lệ phí.", "Nhận kết quả."]
    paths = [item_path("steps", step) for step in steps]
    for step, path in zip(steps, paths, strict=True):
        write(mai, f"English of {step}", step, path)
    accept(hoa, *paths)
    passages = [Passage(path, step, group="steps") for step, path in zip(steps, paths, strict=True)]
    found = lines(reversed(passages), translations_of("sample", "1.001193"))
    assert [(each.reviewed.source, each.lags) for each in found] == [
        (step, False) for step in reversed(steps)
    ]


def test_an_item_unlike_any_before_has_no_translation(people):
    mai, hoa = people
    old = "Đóng lệ phí tại ngân hàng."
    write(mai, "Pay at the bank.", old, item_path("steps", old))
    new = "Người được cử đi xác minh lập biên bản."
    assert line(new, item_path("steps", new), "steps").latest is None


def test_whoever_keeps_the_thing_is_told_after_a_review_only(people, monkeypatch):
    mai, hoa = people
    told = []
    monkeypatch.setitem(registry._followers, "sample", told.append)
    write(mai)
    assert told == []
    accept(hoa, "summary")
    assert told == ["1.001193"]


def test_rights(people):
    mai, hoa = people
    stranger = Actor("OFFICIAL", mai.user_id, mai.agency_id, Role.OFFICER.value)
    contributor = Actor("OFFICIAL", hoa.user_id, hoa.agency_id, Role.CONTRIBUTOR.value)
    with pytest.raises(NotPermitted):
        write(stranger)
    write(mai)
    for nobody in (stranger, contributor, SYSTEM):
        with pytest.raises(NotPermitted):
            accept(nobody, "summary")


def test_saving_what_is_there_already_writes_nothing(people):
    mai, _hoa = people
    assert write(mai) == 1
    events = Event.objects.count()
    assert write(mai) == 0
    assert Event.objects.count() == events


def test_an_emptied_draft_is_given_up_and_readers_notice_nothing(people):
    mai, hoa = people
    write(mai)
    accept(hoa, "summary")
    write(mai, "A worse text.")
    assert write(mai, "  ") == 1
    assert line().draft is None
    assert line().reviewed.text == "File the form at the commune."


def test_the_database_refuses_a_review_of_ones_own(people):
    mai, _hoa = people
    write(mai)
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.update(
            state=State.REVIEWED, reviewed_on=TODAY, reviewed_by_id=mai.user_id
        )


def test_all_translations_of_a_thing_are_one_query(people, django_assert_num_queries):
    mai, hoa = people
    for path in ("name", "summary", "papers.to-khai.name"):
        write(mai, path=path)
    accept(hoa, "name")
    with django_assert_num_queries(1):
        found = translations_of("sample", "1.001193")
        assert {str(row.written_by) for row in found} != {""}
