"""English of the catalogue: for reference, reviewed, marked where it lags or is missing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from portal.demo import english
from portal.pages.templatetags.ui import date_short
from portal.search.models import SearchEntry
from portal.texts.selectors import translations_of
from portal.texts.services.review import review
from portal.texts.services.translate import Written, translate
from procedures.checks import english_follows_translations
from procedures.models import Procedure, Revision
from procedures.models.guard import parts
from procedures.models.wording import NOT_WORDS, worded_fields
from procedures.selectors import published
from procedures.selectors.english import KIND, label_of, passages_of
from procedures.services.publish import publish
from procedures.services.refresh_english import refresh_english
from procedures.services.start_revision import start_revision
from tests.client import words
from tests.procedures.test_revisions import TODAY

CODE = "1.001193"


def main(response) -> str:
    return words(response.tree.find(".//main"))


@pytest.fixture
def birth(demo_catalogue) -> Revision:
    return published(CODE)


def say_in_english(path: str, source: str, text: str, writer, reviewer) -> None:
    translate(kind=KIND, key=CODE, words=[Written(path, source, text)], by=writer)
    drafts = [row for row in translations_of(KIND, CODE) if row.state == "DRAFT"]
    seen = {row.path: row.digest for row in drafts}
    review(kind=KIND, key=CODE, seen=seen, by=reviewer, today=TODAY)


def revised(birth, editor, approver, **facts) -> Revision:
    draft = start_revision(procedure=birth.procedure, by=editor)
    for name, value in facts.items():
        setattr(draft, name, value)
    draft.save()
    return publish(revision=draft, by=approver, expected_version=draft.version, today=TODAY)


def test_the_whole_demo_is_in_english(whole_catalogue):
    """Everything a page shows, and no English that no page shows."""
    lacking, idle, used = {}, {}, set()
    for procedure in Procedure.objects.select_related("current").order_by("code"):
        texts = {passage.text for passage in passages_of(procedure.current)}
        lacking[procedure.code] = texts - set(english.words(procedure.code))
        idle[procedure.code] = set(english.own_words(procedure.code)) - texts
        assert procedure.current.english["missing"] == len(lacking[procedure.code])
        used |= texts
    idle["common"] = set(english.own_words("common")) - used
    assert not {code: texts for code, texts in lacking.items() if texts}
    assert not {code: texts for code, texts in idle.items() if texts}


def test_an_english_page_says_that_vietnamese_binds_and_when_it_was_reviewed(client, birth):
    page = main(client.get(f"/en/thu-tuc/{CODE}/"))
    with override("en"):
        day = date_short(date.fromisoformat(birth.english["reviewed_on"]))
    assert "English for reference only" in page
    assert f"Last reviewed on {day}" in page
    assert "fallen behind" not in page
    assert "The head of the commune People’s Committee signs the birth certificate." in page
    assert "English for reference only" not in main(client.get(f"/thu-tuc/{CODE}/"))


def test_a_new_revision_shows_which_passages_lag_and_a_correction_needs_no_revision(
    client, birth, editor, approver
):
    changed = revised(birth, editor, approver, summary="Ghi nhận việc sinh và cấp Giấy khai sinh.")
    page = main(client.get(f"/en/thu-tuc/{CODE}/"))
    assert "This translation has fallen behind its Vietnamese text: Summary." in page
    assert "Records the birth of a child" in page
    say_in_english("summary", changed.summary, "Registers a birth.", editor, approver)
    page = main(client.get(f"/en/thu-tuc/{CODE}/"))
    assert "fallen behind" not in page
    assert "Registers a birth." in page
    assert published(CODE).pk == changed.pk


def test_what_has_no_english_is_shown_in_vietnamese_and_marked(client, birth, editor, approver):
    step = "Cơ quan gửi kết quả cho cơ sở y tế."
    revised(birth, editor, approver, steps=[*birth.steps, step])
    response = client.get(f"/en/thu-tuc/{CODE}/")
    spans = [words(span) for span in response.tree.findall(".//span[@lang='vi']")]
    assert step in spans
    assert "What has no English yet is shown in Vietnamese." in main(response)


def test_a_procedure_without_english_says_so(client, birth):
    Procedure.objects.get(code=CODE).revisions.update(english={})
    assert "has not been translated yet" in main(client.get(f"/en/thu-tuc/{CODE}/"))


def test_a_draft_of_a_translation_is_not_shown(client, birth, editor):
    words_ = [Written("summary", birth.summary, "A hasty draft.")]
    translate(kind=KIND, key=CODE, words=words_, by=editor)
    assert "A hasty draft." not in main(client.get(f"/en/thu-tuc/{CODE}/"))


def test_search_finds_the_corrected_english(birth, editor, approver):
    say_in_english("name", birth.name, "Registering a newborn", editor, approver)
    found = SearchEntry.objects.get(source="procedure", key=CODE, language="en")
    assert found.title == "Registering a newborn"


@pytest.mark.parametrize("model", [Revision, *parts()], ids=lambda model: model.__name__)
def test_every_text_is_words_for_readers_or_known_to_be_none(model):
    """A new field with words is translated by itself; a code is declared to be one."""
    for field in worded_fields(model):
        assert field.name not in NOT_WORDS
        path = f"{model._meta.model_name}.key.{field.name}" if model is not Revision else field.name
        with override("en"):
            assert label_of(path)


def test_lists_in_english_cost_no_query_more(client, whole_catalogue):
    with CaptureQueriesContext(connection) as vietnamese:
        client.get("/thu-tuc/")
    with CaptureQueriesContext(connection) as in_english:
        client.get("/en/thu-tuc/")
    assert len(in_english) == len(vietnamese)


def test_verify_sees_english_that_no_translation_says(birth):
    assert list(english_follows_translations()) == []
    Revision.objects.filter(pk=birth.pk).update(english={"words": {"name": "Something else"}})
    (difference,) = english_follows_translations()
    assert (difference.thing, difference.problem) == (str(birth), "english")
    refresh_english(CODE)
    assert list(english_follows_translations()) == []
