import json

import pytest

from procedures.eforms import Definition
from procedures.eforms.gate import faults
from procedures.eforms.json_schema import json_schema
from tests.procedures.test_evaluate import FORMS, form


@pytest.mark.parametrize("name", sorted(FORMS))
def test_forms_of_the_demo_pass_the_gate_and_survive_writing(name):
    definition = FORMS[name]
    assert faults(definition) == []
    stored = json.loads(json.dumps(definition.to_json()))
    assert Definition.from_json(stored) == definition


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_question_of_the_demo_has_english(name):
    assert [path for path, item in FORMS[name].walk() if not item.label.vi] == []
    plain = {"A1", "A", "B1", "B", "C1", "C"}
    for section in FORMS[name].sections:
        assert section.title.en
        for item in section.fields:
            assert item.label.en, item.key
            assert all(option.label.en or option.key in plain for option in item.options)


TEXT = {"key": "a", "kind": "text", "label": "A"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ([TEXT, TEXT], "twice"),
        ([TEXT | {"label": ""}], "label"),
        ([TEXT | {"key": "A b"}], "key"),
        ([TEXT | {"pattern": "a+"}], "pattern"),
        ([TEXT | {"pattern": "(", "help": "x", "pattern_help": "x"}], "pattern"),
        ([{"key": "c", "kind": "choice", "label": "C"}], "two answers"),
        ([{"key": "g", "kind": "group", "label": "G"}], "rows"),
        ([{"key": "k", "kind": "calculation", "label": "K"}], "calculation"),
        ([TEXT | {"show_if": {"field": "later", "is": 1}}], "later"),
        ([TEXT | {"show_if": {"code": "x"}}], "cannot be read"),
        ([{"key": "p", "kind": "person", "label": "P", "parts": ["soul"]}], "parts"),
    ],
)
def test_the_gate_names_what_is_wrong(fields, words, settings):
    settings.LANGUAGE_CODE = "en"
    found = faults(form(*fields))
    assert len(found) >= 1
    assert any(words in fault for fault in found), found


def test_a_misspelt_property_is_refused():
    with pytest.raises(ValueError, match="requird"):
        form(TEXT | {"requird": True})


def test_a_commune_stands_in_an_address_only():
    with pytest.raises(ValueError, match="address"):
        form({"key": "c", "kind": "commune", "label": "Xã"})


def test_the_schema_describes_clean_answers():
    schema = json_schema(FORMS["khai-sinh"])
    assert schema["additionalProperties"] is False
    child = schema["properties"]["child"]
    assert child["required"] == ["full_name", "birth_date", "sex", "nationality", "ethnicity"]
    assert schema["properties"]["siblings"]["items"]["properties"]["birth_date"]["format"] == "date"
    assert "mother" not in schema["required"]
    assert "applicant" in schema["required"]
