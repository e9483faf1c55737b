from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.search.models import SearchEntry
from procedures.errors import (
    NotPermitted,
    NotReady,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import (
    Case,
    Channel,
    Exemption,
    Fee,
    Frozen,
    Paper,
    Procedure,
    ProcessStep,
    Revision,
)
from procedures.models.guard import parts, revision_path
from procedures.selectors import editors_of, fees_on, procedure_of, published, revision_on
from procedures.services.publish import bring_into_force, publish
from procedures.services.start_revision import start_revision
from procedures.services.withdraw import withdraw
from procedures.workflow import State

TODAY = date(2026, 11, 21)


@pytest.fixture
def birth(demo_catalogue) -> Revision:
    return published("1.001193")


@pytest.fixture
def draft(birth, editor) -> Revision:
    return start_revision(procedure=birth.procedure, by=editor)


def ready(draft: Revision, by: Actor, **more) -> Revision:
    given = {"expected_version": draft.version, "today": TODAY}
    return publish(revision=draft, by=by, **given | more)


def test_a_draft_is_a_whole_copy(birth, draft):
    for name in ("cases", "channels", "papers", "legal_bases", "results", "process_steps"):
        assert getattr(draft, name).count() == getattr(birth, name).count() > 0, name
    assert Fee.objects.filter(channel__revision=draft).count() == 3
    own = draft.papers.get(key="bien-ban-bo-roi")
    assert own.case.revision == draft
    assert draft.number == birth.number + 1 and draft.form_id == birth.form_id


def test_every_part_there_is_is_copied_frozen_and_has_a_history(birth, draft):
    """A kind of part added later cannot be forgotten: copies, triggers and histories are found
    through the models."""
    assert {Case, Channel, Fee, Exemption, Paper, ProcessStep} <= set(parts())
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname='keep_frozen'")
        frozen = {name for (name,) in cursor.fetchall()}
    for model in parts():
        path = revision_path(model)
        old, new = (model.objects.filter(**{path: each}).count() for each in (birth, draft))
        assert old == new, model
        assert model._meta.db_table in frozen, model
        assert hasattr(model, "history"), model


def test_what_hung_on_a_part_hangs_on_its_copy(birth, editor, approver):
    first = start_revision(procedure=birth.procedure, by=editor)
    fee = Fee.objects.filter(channel__revision=first).first()
    Exemption.objects.create(fee=fee, group="POOR", who="Hộ nghèo", share=100)
    published_one = ready(first, approver)
    second = start_revision(procedure=published_one.procedure, by=editor)
    copy = Exemption.objects.get(fee__channel__revision=second)
    assert copy.fee.key == fee.key and copy.fee.pk != fee.pk
    assert editors_of(first) == {editor.user_id}


def test_one_draft_at_a_time(birth, draft, editor):
    with pytest.raises(WrongState):
        start_revision(procedure=birth.procedure, by=editor)


def test_only_editors_write_and_only_approvers_publish(birth, draft, editor, approver):
    clerk = Actor("OFFICIAL", approver.user_id, approver.agency_id, "DESK")
    with pytest.raises(NotPermitted):
        start_revision(procedure=birth.procedure, by=clerk)
    with pytest.raises(NotPermitted):
        ready(draft, editor)
    with pytest.raises(NotPermitted):
        ready(draft, SYSTEM)


def test_who_wrote_any_part_cannot_publish(draft, approver):
    paper = draft.papers.first()
    paper.note = ""
    paper._history_user_id = approver.user_id
    paper.save()
    Paper.history.filter(id=paper.pk).update(history_user_id=approver.user_id)
    assert approver.user_id in editors_of(draft)
    with pytest.raises(SecondPersonNeeded):
        ready(draft, approver)


def test_a_fee_or_a_case_that_was_removed_still_counts_as_written(draft, approver):
    fee = Fee.objects.filter(channel__revision=draft).first()
    fee.delete()
    Fee.history.filter(id=fee.id or 0).update(history_user_id=approver.user_id)
    Fee.history.filter(history_type="-").update(history_user_id=approver.user_id)
    with pytest.raises(SecondPersonNeeded):
        ready(draft, approver)


def test_the_database_knows_the_second_person_too(draft, editor):
    with pytest.raises(IntegrityError, match="second_person_publishes"), transaction.atomic():
        Revision.objects.filter(pk=draft.pk).update(
            state=State.PUBLISHED,
            published_by=editor.user_id,
            published_at="2026-11-21T00:00:00+07:00",
        )


def test_a_stale_reader_cannot_publish(draft, approver):
    with pytest.raises(SomebodyWasFaster):
        ready(draft, approver, expected_version=draft.version + 1)


def test_publishing_replaces_the_revision_before(birth, draft, approver):
    new = ready(draft, approver)
    birth.refresh_from_db()
    assert published("1.001193") == new
    assert birth.state == State.SUPERSEDED
    assert birth.in_force_until == new.in_force_from - timedelta(days=1)
    kinds = Event.objects.filter(subject_id=str(new.pk), subject_kind="procedures.revision")
    assert set(kinds.values_list("kind", flat=True)) == {
        "revision.started",
        "revision.published",
        "revision.in_force",
    }
    with pytest.raises(WrongState):
        ready(new, approver)


def test_a_later_day_waits_for_its_day(birth, draft, approver):
    draft.in_force_from = TODAY + timedelta(days=10)
    draft.save()
    coming = ready(draft, approver)
    assert published("1.001193") == birth
    assert bring_into_force(today=TODAY + timedelta(days=9)) == []
    assert bring_into_force(today=TODAY + timedelta(days=10)) == ["1.001193"]
    assert published("1.001193") == coming
    assert bring_into_force(today=TODAY + timedelta(days=11)) == []
    procedure = coming.procedure
    assert revision_on(procedure, TODAY + timedelta(days=9)) == birth
    assert revision_on(procedure, TODAY + timedelta(days=10)) == coming


def test_a_withdrawn_procedure_leaves_the_catalogue_and_the_search(birth, approver):
    assert SearchEntry.objects.filter(source="procedure", key="1.001193").count() == 2
    withdraw(revision=birth, by=approver, expected_version=birth.version, today=TODAY)
    assert procedure_of("1.001193") is None
    assert not SearchEntry.objects.filter(source="procedure", key="1.001193").exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda draft: draft.channels.all().delete(),
        lambda draft: Fee.objects.filter(channel__revision=draft).delete(),
        lambda draft: draft.results.all().delete(),
        lambda draft: draft.legal_bases.all().delete(),
        lambda draft: Revision.objects.filter(pk=draft.pk).update(steps=[]),
        lambda draft: Revision.objects.filter(pk=draft.pk).update(form=None),
        lambda draft: draft.channels.filter(kind="ONLINE").delete(),
    ],
)
def test_what_the_law_wants_must_be_there(draft, approver, spoil):
    spoil(draft)
    with pytest.raises(NotReady) as refused:
        ready(Revision.objects.get(pk=draft.pk), approver)
    assert refused.value.missing


def test_nothing_of_a_published_revision_changes_by_the_models(birth):
    birth.name = "Tên khác"
    with pytest.raises(Frozen):
        birth.save()
    with pytest.raises(Frozen):
        birth.delete()
    part = birth.channels.first()
    part.note = "khác"
    with pytest.raises(Frozen):
        part.save()
    with pytest.raises(Frozen):
        part.fees.first().delete()
    with pytest.raises(Frozen):
        Channel.objects.create(revision=birth, kind="KIOSK", limit_kind="NONE")
    form = birth.form
    form.content = {**form.content, "title": "Khác"}
    with pytest.raises(Frozen):
        form.save()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE procedures_revision SET name = 'x' WHERE state = 'PUBLISHED'",
        "UPDATE procedures_revision SET state = 'DRAFT', published_at = NULL",
        "DELETE FROM procedures_fee",
        "UPDATE procedures_paper SET name = 'x'",
        "UPDATE procedures_case SET name = 'x'",
        "DELETE FROM procedures_legalbasis",
        "UPDATE procedures_channel SET note = 'x'",
        "UPDATE procedures_eformversion SET content = '{}' WHERE locked",
        "DELETE FROM procedures_processstep",
        'INSERT INTO procedures_duty (revision_id, party, text, "order")'
        " SELECT id, 'AGENCY', 'x', 1 FROM procedures_revision LIMIT 1",
    ],
)
def test_nothing_of_a_published_revision_changes_in_the_database(birth, statement):
    with (
        pytest.raises(IntegrityError, match="cannot change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_same_statements_pass_on_a_draft(draft):
    draft.papers.update(name="x")
    draft.channels.update(note="x")
    Fee.objects.filter(channel__revision=draft).delete()
    draft.delete()
    assert not Revision.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("code", "kind", "day", "amount"),
    [
        ("1.014063", "COUNTER", date(2026, 12, 31), 25000),
        ("1.014063", "COUNTER", date(2027, 1, 1), 50000),
        ("1.014063", "COUNTER", date(2025, 6, 30), 50000),
        ("1.014063", "COUNTER", date(2025, 7, 1), 25000),
        ("3.000347", "ONLINE", date(2025, 12, 31), 115000),
        ("3.000347", "ONLINE", date(2026, 1, 1), 135000),
        ("3.000347", "COUNTER", date(2025, 12, 31), 135000),
    ],
)
def test_fees_hold_in_their_window(demo_catalogue, code, kind, day, amount):
    channel = published(code).channels.get(kind=kind)
    assert [int(fee.amount) for fee in fees_on(channel, day)] == [amount]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1.001193", True),
        ("1.001193.H99", True),
        ("1.001193.000.00.00.H99", True),
        (" 1.001193 ", True),
        ("1.0011934", False),
        ("1001193", False),
        ("1.001193.XYZ", False),
        ("0.001193", False),
    ],
)
def test_codes_in_their_spellings(demo_catalogue, typed, found):
    assert (procedure_of(typed) is not None) is found


def test_between_agencies_only_is_not_public(birth):
    Procedure.objects.filter(code="1.001193").update(internal=True)
    assert procedure_of("1.001193") is None
