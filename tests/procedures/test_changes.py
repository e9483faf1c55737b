"""Differences of two revisions: complete over every field, minimal, and fair to the citizen."""

import copy
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import override

from procedures.changes import Effect, Kind, compare_revisions
from procedures.changes.facets import compared_fields, facets_of
from procedures.changes.revisions import details
from procedures.models import Channel, EFormVersion, Exemption, Fee, Paper, Revision
from procedures.models.guard import parts
from procedures.selectors import published
from procedures.services.start_revision import start_revision

NOT_COMPARED = {
    "id", "revision", "case", "channel", "fee", "key", "order", "symbol_key",
    # of the revision
    "procedure", "number", "state", "version", "in_force_until", "english", "imported_at",
    "created_by", "created_at", "published_by", "published_at",
}  # fmt: skip
"""Fields that say nothing of the procedure. A new one is compared, or put here on purpose."""


@pytest.fixture
def birth(demo_catalogue) -> Revision:
    return published("1.001193")


@pytest.fixture
def draft(birth, editor) -> Revision:
    return start_revision(procedure=birth.procedure, by=editor)


def only(comparison):
    """The one change there is."""
    (section,) = comparison.sections
    (change,) = section.changes
    return change


@pytest.mark.parametrize("model", [Revision, *parts()], ids=lambda model: model.__name__)
def test_every_field_is_compared_or_known_to_say_nothing(model):
    compared = {name for facet in facets_of(model) for name in facet.fields}
    there = {field.name for field in model._meta.concrete_fields}
    english = {name for name in there if name.endswith("_en")}
    assert compared.isdisjoint(NOT_COMPARED)
    assert there - NOT_COMPARED - english == compared


@pytest.mark.parametrize("model", [Revision, *parts()], ids=lambda model: model.__name__)
def test_a_change_of_any_field_shows(model):
    """Each field alone, changed in memory: its facet sees the change and can put it into words."""
    for field in compared_fields(model):
        one, other = model(), model()
        before, after = _samples(field)
        setattr(one, field.attname, before)
        setattr(other, field.attname, after)
        facet = next(facet for facet in facets_of(model) if field.name in facet.fields)
        assert not facet.same(one, other), field.name
        if facet.fields == (field.name,) and not field.is_relation:
            assert facet.words(one) != facet.words(other), field.name


def _samples(field: models.Field):
    if isinstance(field, ArrayField):
        first = [choice for choice, _label in field.base_field.flatchoices] or ["một", "hai"]
        return [first[0]], first[:2]
    if field.choices:
        return [choice for choice, _label in field.flatchoices][:2]
    match field:
        case models.BooleanField():
            return False, True
        case models.DateTimeField():
            return timezone.now(), timezone.now() + timedelta(days=1)
        case models.DateField():
            return date(2026, 1, 1), date(2026, 1, 2)
        case models.TimeField():
            return time(10), time(15)
        case models.JSONField():
            return {}, {"field": "a", "is": True}
        case models.DecimalField():
            return Decimal(1), Decimal(2)
        case models.IntegerField() | models.ForeignKey():
            return 1, 2
    return "trước", "sau"


def test_a_fresh_draft_differs_in_nothing(birth, draft):
    assert not compare_revisions(birth, draft)


LIMIT = {"kind": "COUNTER", "limit_kind": "LIMITED", "unit": "working_day"}


@pytest.mark.parametrize(
    ("old", "new", "sentence", "effect"),
    [
        (
            Channel(**LIMIT, limit=5),
            Channel(**LIMIT, limit=3),
            "Thời gian giải quyết: 5 ngày làm việc → 3 ngày làm việc",
            Effect.BETTER,
        ),
        (
            Channel(**LIMIT, limit=5),
            Channel(kind="COUNTER", limit_kind="LIMITED", unit="calendar_day", limit=7),
            "Thời gian giải quyết: 5 ngày làm việc → 7 ngày",
            Effect.NONE,
        ),
        (
            Channel(**LIMIT, limit=1),
            Channel(kind="COUNTER", limit_kind="LIMITED", unit="month", limit=1),
            "Thời gian giải quyết: 1 ngày làm việc → 1 tháng",
            Effect.WORSE,
        ),
        (
            Channel(**LIMIT, limit=3, visits=1),
            Channel(**LIMIT, limit=3, visits=2),
            "Số lần đến cơ quan: 1 → 2",
            Effect.WORSE,
        ),
        (
            Fee(kind="FREE"),
            Fee(kind="FIXED", amount=8000),
            "Mức thu: Miễn phí → 8.000 đ",
            Effect.WORSE,
        ),
        (
            Fee(kind="NOT_STATED"),
            Fee(kind="FIXED", amount=8000),
            "Mức thu: Nguồn không nêu → 8.000 đ",
            Effect.NONE,
        ),
        (
            Exemption(share=100),
            Exemption(share=50),
            "Được miễn, giảm: 100 % → 50 %",
            Effect.WORSE,
        ),
        (
            Paper(originals=1),
            Paper(originals=1, copies=1),
            "Số bản: 1 bản chính → 1 bản chính, 1 bản sao",
            Effect.WORSE,
        ),
        (
            Paper(replaced_by_form=True),
            Paper(replaced_by_form=False),
            "Thay bằng biểu mẫu điện tử: có → không",
            Effect.WORSE,
        ),
        (
            Revision(level=4, completeness="FULL"),
            Revision(level=4, completeness="PARTIAL"),
            "Mức trực tuyến: Toàn trình → Một phần",
            Effect.WORSE,
        ),
        (
            Revision(audiences=["CITIZEN"]),
            Revision(audiences=["CITIZEN", "FOREIGNER"]),
            "Đối tượng thực hiện: Công dân Việt Nam → Công dân Việt Nam\nNgười nước ngoài",
            Effect.BETTER,
        ),
    ],
)
def test_a_change_is_one_sentence_and_says_whom_it_hurts(old, new, sentence, effect):
    with override("vi"):
        (detail,) = details(old, new)
        assert (detail.sentence, detail.effect) == (sentence, effect)


def test_a_paper_more_is_named_and_makes_it_worse(birth, draft):
    Paper.objects.create(revision=draft, key="ho-chieu", name="Hộ chiếu", copies=2, order=99)
    change = only(compare_revisions(birth, draft))
    assert (change.kind, change.effect) == (Kind.ADDED, Effect.WORSE)
    with override("vi"):
        assert compare_revisions(birth, draft).worse == ["Thêm: Hộ chiếu (2 bản sao)"]
    assert compare_revisions(draft, birth).better
    assert not compare_revisions(draft, birth).worse


def test_a_channel_that_goes_takes_its_fees_along_without_counting_them_twice(birth, draft):
    draft.channels.get(kind="POST").delete()
    found = compare_revisions(birth, draft)
    assert len(found.worse) == 1
    assert found.better == []


def test_steps_are_compared_word_by_word(birth, draft):
    draft.steps = [draft.steps[1], draft.steps[0], *draft.steps[2:]]
    draft.steps[2] = draft.steps[2].replace("trẻ", "em bé")
    draft.save()
    (detail,) = only(compare_revisions(birth, draft)).details
    marked = [(piece.text.strip(), piece.moved) for piece in detail.pieces if piece.marked]
    assert ("trẻ", False) in marked
    assert ("em bé", False) in marked
    assert sum(moved for _text, moved in marked) == 2
    assert len(marked) == 4


def test_a_part_put_elsewhere_is_moved_and_no_more(birth, draft):
    first = draft.papers.order_by("order").first()
    first.order = 99
    first.save()
    change = only(compare_revisions(birth, draft))
    assert (change.kind, change.thing.split(" (")[0]) == (Kind.MOVED, first.name)


def test_a_reworded_process_step_is_recognised(birth, draft):
    step = draft.process_steps.order_by("order").first()
    step.name = f"{step.name} và kiểm tra thành phần hồ sơ"
    step.save()
    change = only(compare_revisions(birth, draft))
    assert change.kind == Kind.CHANGED
    assert [piece.text for piece in change.details[0].pieces if piece.marked]


def test_a_legal_basis_replaced_is_one_gone_and_one_new(birth, draft):
    basis = draft.legal_bases.first()
    basis.symbol = "99/2026/NĐ-CP"
    basis.title = "Nghị định mới"
    basis.save()
    (section,) = compare_revisions(birth, draft).sections
    assert {change.kind for change in section.changes} == {Kind.ADDED, Kind.REMOVED}


def test_the_number_of_queries_does_not_grow_with_the_parts(
    birth, draft, django_assert_max_num_queries
):
    for number in range(30):
        Paper.objects.create(revision=draft, key=f"giay-{number}", name=f"Giấy số {number}")
    old, new = (Revision.objects.select_related("form").get(pk=each.pk) for each in (birth, draft))
    with django_assert_max_num_queries(2 * len(parts())):
        compare_revisions(old, new)


def test_another_version_of_the_form_is_told_question_by_question(birth, draft):
    content = copy.deepcopy(draft.form.content)
    asked = {"key": "phone_again", "kind": "text", "label": {"vi": "Số điện thoại khác"}}
    content["sections"][0]["fields"].append(asked | {"required": True})
    draft.form = EFormVersion.objects.create(form=draft.form.form, number=2, content=content)
    draft.save()
    with override("vi"):
        found = compare_revisions(birth, draft)
    titles = [section.title for section in found.sections]
    assert "Biểu mẫu điện tử" in titles
    assert [line for line in found.worse if "Số điện thoại khác" in line]
