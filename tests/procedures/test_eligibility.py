"""Questions before anything is filled in: they advise, keep nothing and stop nobody."""

import html5lib
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.agencies.roles import Role
from portal.demo import catalogue
from procedures import eligibility
from procedures.eforms import evaluate
from procedures.errors import NotReady
from procedures.models import EligibilityOutcome, EligibilityQuestion, Frozen, Revision
from procedures.selectors import published
from procedures.services.publish import publish
from procedures.services.start_revision import start_revision
from tests.client import words
from tests.factories import accounts
from tests.factories.accounts import come_in

BIRTH = "/thu-tuc/1.001193/dieu-kien/"


@pytest.fixture
def asked(province):
    catalogue.load({"1.001193", "1.000894", "3.000347", "1.001612"})
    return province


# code, answers → verdict, and the case or the other procedure it leads to
ADVICE = [
    ("1.001193", "registered=true", "OTHER", "2.000635"),
    ("1.001193", "registered=false foreign=true", "MAY_NOT", ""),
    ("1.001193", "registered=false foreign=false situation=found", "CASE", "bi-bo-roi"),
    ("1.001193", "registered=false foreign=false situation=surrogate", "CASE", "mang-thai-ho"),
    ("1.001193", "registered=false foreign=false situation=usual days=60", "CASE", "thong-thuong"),
    ("1.000894", "foreign=true", "MAY_NOT", ""),
    (
        "1.000894",
        "foreign=false man_age=19 woman_age=30 married=false related=false",
        "MAY_NOT",
        "",
    ),
    ("1.000894", "foreign=false man_age=20 woman_age=18 married=false related=false", "MAY", ""),
    (
        "1.000894",
        "foreign=false man_age=20 woman_age=17 married=false related=false",
        "MAY_NOT",
        "",
    ),
    ("1.000894", "foreign=false man_age=40 woman_age=40 married=true related=false", "MAY_NOT", ""),
    ("3.000347", "why=lost", "MAY_NOT", ""),
    ("3.000347", "why=expiring class=light", "MAY", ""),
    ("1.001612", "owner=partners", "OTHER", "2.001610"),
    ("1.001612", "owner=household adult=true already=false", "CASE", "ho-gia-dinh"),
    ("1.001612", "owner=alone adult=true already=true", "MAY_NOT", ""),
]


def test_what_is_advised(asked, client):
    advised = []
    for code, written, _verdict, _leads_to in ADVICE:
        answers = dict(each.split("=") for each in written.split())
        page = client.post(f"/thu-tuc/{code}/dieu-kien/", answers | {"action": "answer"})
        assert page.status_code == 200, (code, answers)
        outcome = page.context["outcome"]
        advised.append((code, written, outcome.verdict, outcome.case_key or outcome.other_code))
        assert outcome.text in page.text_of(".//main") and outcome.legal_basis
        links = [link.get("href") for link in page.tree.findall(".//main//a")]
        assert any(link.startswith(f"/thu-tuc/{code}/") for link in links), "nobody is stopped"
    assert advised == ADVICE


def test_every_way_through_ends_somewhere(asked):
    for revision in Revision.objects.filter(eligibility_questions__isnull=False).distinct():
        assert eligibility.faults(revision) == []


def test_the_page_asks_keeps_nothing_and_prepares(asked, client):
    page = client.get("/thu-tuc/1.001193/")
    assert BIRTH in [link.get("href") for link in page.tree.findall(".//main//a")]
    first = client.get(BIRTH)
    legends = [words(each) for each in first.tree.findall(".//legend")]
    assert legends == ["Trẻ đã từng được đăng ký khai sinh chưa?"]
    second = client.post(BIRTH, {"registered": "false", "action": "answer"})
    assert second.status_code == 200 and second.tree.find(".//*[@role='alert']") is None
    assert len(second.tree.findall(".//legend")) == 2
    wrong = client.post(BIRTH, {"registered": "maybe", "action": "answer"})
    assert wrong.status_code == 422 and wrong.tree.find(".//*[@role='alert']") is not None
    given = {"registered": "false", "foreign": "false", "situation": "found", "action": "answer"}
    with CaptureQueriesContext(connection) as queries:
        last = client.post(BIRTH, given)
    assert not [
        each for each in queries.captured_queries if each["sql"][:6] in ("INSERT", "UPDATE")
    ]
    shown = last.text_of(".//main")
    assert "Biên bản về việc trẻ bị bỏ rơi" in shown and "Giấy chứng sinh" not in shown
    assert "/thu-tuc/1.001193/?case=bi-bo-roi" in [a.get("href") for a in last.tree.findall(".//a")]
    english = client.post(f"/en{BIRTH}", given)
    assert "The commune that drew up the record" in english.text_of(".//main")


@pytest.mark.parametrize("address", ["/thu-tuc/1.999999/dieu-kien/", "/thu-tuc/x/dieu-kien/"])
def test_nothing_to_ask(asked, client, address):
    assert client.get(address).status_code == 404


def test_questions_freeze_and_are_copied_with_their_revision(asked, editor, approver):
    current = published("1.001193")
    question = current.eligibility_questions.first()
    question.text = "Khác"
    with pytest.raises(Frozen):
        question.save()
    for model in (EligibilityQuestion, EligibilityOutcome):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(revision=current).update(order=9)
    draft = start_revision(procedure=current.procedure, by=editor)
    told = [
        list(each.eligibility_outcomes.values_list("verdict", "when", "case_key"))
        for each in (draft, current)
    ]
    assert told[0] == told[1] and draft.eligibility_questions.count() == 4
    draft.eligibility_questions.get(key="days").delete()
    draft.eligibility_outcomes.last().delete()
    draft.eligibility_outcomes.update(case_key="khong-co")
    with pytest.raises(NotReady) as refused:
        publish(revision=draft, by=approver, expected_version=1, today=draft.in_force_from)
    said = " ".join(refused.value.missing)
    for fault in ("days", "khong-co", "cuối cùng"):
        assert fault in said


def test_the_editor_writes_conditions_in_rows(asked, province, editor):
    draft = start_revision(procedure=published("1.000894").procedure, by=editor)
    desk = come_in(Client(), accounts.official(province, Role.EDITOR, name="Trần Văn Đậu"))
    address = f"/quan-tri/procedures/eligibility/{draft.pk}/change/"
    page = desk.get(address)
    values = _posted(html5lib.parse(page.content, namespaceHTMLElements=False))
    assert not [value for value in values.values() if value.startswith("{")]
    age = next(name for name, value in values.items() if value == "20")
    values |= {age: "21", "_continue": "1"}
    saved = desk.post(address, values)
    assert saved.status_code == 302, [
        (each.changed_data, each.errors)
        for inline in saved.context["inline_admin_formsets"]
        for each in inline.formset.forms
        if each.errors
    ]
    assert draft.eligibility_outcomes.get(order=2).when == {"field": "man_age", "lt": 21}
    refused = desk.post(address, values | {age: "hai mươi"})
    assert refused.status_code == 200 and refused.context["errors"]
    before = draft.version
    draft.refresh_from_db()
    assert draft.version > before


def _posted(tree) -> dict[str, str]:
    """What a browser would send of the admin's form without a change."""
    values = {}
    for each in tree.find(".//form[@id='eligibility_form']").iter():
        if each.tag not in ("input", "select", "textarea"):
            continue
        name, kind = each.get("name"), each.get("type")
        if each.tag == "select":
            chosen = each.find(".//option[@selected]")
            values[name] = chosen.get("value") if chosen is not None else ""
        elif each.tag == "textarea":
            values[name] = each.text or ""
        elif kind not in ("submit", "checkbox") or each.get("checked") is not None:
            values[name] = each.get("value", "")
    return values


def test_outcomes_see_clean_answers_only(asked):
    questions = published("1.000894").eligibility_questions.all()
    definition = eligibility.definition_of(questions)
    answers = {"foreign": True, "man_age": 12}
    evaluation = evaluate(definition, answers, published("1.000894").in_force_from)
    outcome = eligibility.outcome_of(published("1.000894").eligibility_outcomes.all(), evaluation)
    assert evaluation.ok and "man_age" not in evaluation.answers
    assert outcome.legal_basis.startswith("Điều 37")
