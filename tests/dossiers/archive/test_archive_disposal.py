"""Destroying what has reached the end of its term: two people, a pause, and nothing left."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import (
    ArchiveEntry,
    Disposal,
    DossierFile,
    Draft,
    DraftPaper,
    Instruction,
    KeptPaper,
    Note,
    Tombstone,
)
from dossiers.models.wallet import Standing
from dossiers.selectors.archive.hanging import hanging_models
from dossiers.selectors.archive.holds import Hold
from dossiers.services.archive.close import close
from dossiers.services.archive.destroy import destroy_due
from dossiers.services.archive.dispose import (
    ListMoved,
    approve_disposal,
    call_off_disposal,
    propose_disposal,
    reject_disposal,
)
from dossiers.services.archive.fates import FATES
from dossiers.services.archive.take_out import take_out
from dossiers.services.explain import open_explanation
from dossiers.services.wallet.remove import remove_paper
from portal.agencies.roles import Role
from portal.audit.checks import run
from portal.audit.models import Event
from portal.documents.models import StoredFile
from portal.documents.storage import private_storage
from portal.documents.workflow import Damage
from portal.messaging.models import Notice
from tests.factories.accounts import official
from tests.factories.archive import TO_THE_END, YEARS, approved, closed, ended

pytestmark = pytest.mark.django_db

SECRET = "Bùi Thị Hoàng Lan Nhớ 0987111222"
PATIENT = timedelta(days=31)
WORDS = (models.CharField, models.TextField, models.JSONField)
WRITTEN_ONCE = {"dossiers.Charge", "dossiers.PlatformCall", "dossiers.ShipmentReport"}
OF_THE_ACCOUNT = ("accounts_", "account_", "socialaccount_", "mfa_", "django_")


def differences():
    return [found for _area, _name, each in run(("files", "derived")) for found in each]


def test_every_table_that_hangs_on_a_dossier_has_its_fate_and_every_column_of_words():
    assert {model._meta.label for model in hanging_models()} == set(FATES)
    for label, fate in FATES.items():
        fields = [
            field.name
            for field in apps.get_model(label)._meta.concrete_fields
            if isinstance(field, WORDS) and not field.choices or field.name in fate.empties
            if not fate.goes and not hasattr(field, "of")
        ]
        arrays = {"local_terms"} & set(fate.keeps)
        states = {"state"} - set(fate.empties)
        assert set(fields) - states == (set(fate.empties) | set(fate.keeps)) - arrays, label


def spoken_of(play):
    """Every row of words around the dossier says the secret."""
    dossier = play.dossier
    dossier.notes.create(by=play.officer, text=SECRET, at=play.at)
    dossier.charges.create(
        key="fee", kind="LEVY", name="Lệ phí", full=0, amount=0, ground=SECRET, at=play.at
    )
    Instruction.objects.create(
        subject_kind="dossiers.dossier",
        subject_id=str(dossier.pk),
        agency=play.place.committee,
        text=SECRET,
        by=play.leader,
        at=play.at,
        to_official=play.officer,
        due_at=play.at,
        closed_at=play.at,
    )
    case = open_explanation(dossier=dossier, by=play.owner, opinion=SECRET, at=play.at)
    apps.get_model("dossiers.ExplanationCase").objects.filter(pk=case.pk).update(
        answered_at=play.at, state="ANSWERED", finding="JUSTIFIED"
    )
    apps.get_model("dossiers.Rating").objects.create(
        dossier=dossier, overall=3, comment=SECRET, at=play.at
    )
    for label, fate in FATES.items():
        rows = apps.get_model(label).objects.order_by("pk")
        if rows.exists() and fate.empties and label not in WRITTEN_ONCE:
            rows.update(**{name: said(apps.get_model(label), name) for name in fate.empties})
    Notice.objects.update(body=SECRET)
    StoredFile.objects.update(name=f"{SECRET}.jpg")


def said(model, name):
    field = model._meta.get_field(name)
    if isinstance(field.get_default() if field.has_default() else None, dict | list):
        return {"name": SECRET}
    return SECRET[: field.max_length] if field.max_length else SECRET


def everything_written():
    """Every value of every table in the clear, but what an account says of its own person."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table.startswith(OF_THE_ACCOUNT):
            continue
        for row in model._base_manager.order_by("pk"):
            for field in model._meta.concrete_fields:
                yield f"{model._meta.label}.{field.name}", str(getattr(row, field.attname))


def test_nothing_of_a_destroyed_dossier_is_left_in_any_table_or_in_the_storage():
    play = ended("submit", "accept", "claim", "ask_in_appraisal", "answer", *TO_THE_END[3:])
    spoken_of(play)
    play.dossier.refresh_from_db()
    play.at += PATIENT
    entry = close(dossier=play.dossier, by=None, at=play.at)
    remove_paper(kept=KeptPaper.objects.get(), by=play.owner)
    before = {where for where, text in everything_written() if SECRET in text}
    assert len(before) > 12
    events = Event.objects.count()
    odd_before = differences()
    keys = [file.key for file in StoredFile.objects.order_by("pk")]
    approved(play, entry)
    assert destroy_due(at=play.at + timedelta(days=30)) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "on_commit", lambda call, **_options: call())
        assert destroy_due(at=play.at + PATIENT) == 1

    assert {where for where, text in everything_written() if SECRET in text} == set()
    assert [key for key in keys if private_storage().exists(key)] == []
    assert Event.objects.count() > events
    stone = Tombstone.objects.get()
    assert (stone.code, stone.digest) == (entry.code, entry.digest)
    assert (stone.proposed_by, stone.approved_by) == (play.second, play.leader)
    assert not ArchiveEntry.objects.exists()
    assert Disposal.objects.get().state == "EXECUTED"
    assert differences() == odd_before


def test_a_file_that_the_owner_uses_elsewhere_stays_his():
    play, entry = closed()
    paper = play.dossier.papers.get()
    fields = ("owner", "revision", "channel", "agency")
    draft = Draft.objects.create(
        **{name: getattr(play.dossier, name) for name in fields}, desk=play.place.desk
    )
    DraftPaper.objects.create(draft=draft, paper=paper.paper, file=paper.file)
    approved(play, entry)
    assert destroy_due(at=play.at + PATIENT) == 1
    kept = draft.papers.get().file
    left = play.dossier.papers.get().file
    assert (kept.damage, private_storage().exists(kept.key)) == (Damage.NONE, True)
    assert (left.damage, left.name, left.sha256) == (Damage.DESTROYED, "–", kept.sha256)


def test_a_result_among_the_papers_of_its_holder_stays_his():
    play, entry = closed()
    kept = KeptPaper.objects.get()
    approved(play, entry)
    assert destroy_due(at=play.at + PATIENT) == 1
    kept.refresh_from_db()
    assert (kept.dossier, kept.owner) == (play.dossier, play.owner)
    assert private_storage().exists(kept.file.key)
    assert kept.standing(play.at.date()) is Standing.GOOD


def test_two_people_and_a_term_that_has_ended():
    play, entry = closed()
    with pytest.raises(Invalid, match="thời hạn"):
        propose_disposal(entries=[entry], by=play.second, reason="Hết hạn.", at=play.at)
    play.at += YEARS
    with pytest.raises(NotAllowed):
        propose_disposal(entries=[entry], by=play.desk, reason="Hết hạn.", at=play.at)
    listed = propose_disposal(entries=[entry], by=play.leader, reason="Hết hạn.", at=play.at)
    with pytest.raises(Invalid):
        propose_disposal(entries=[entry], by=play.leader, reason="Hết hạn.", at=play.at)
    with pytest.raises(Invalid):
        approve_disposal(disposal=listed, by=play.leader, expected_version=1, at=play.at)
    with pytest.raises(NotAllowed):
        approve_disposal(disposal=listed, by=play.officer, expected_version=1, at=play.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.update(state="APPROVED", decided_by=play.leader, hold_until=play.at.date())
    approve_disposal(disposal=listed, by=play.second, expected_version=1, at=play.at)
    with pytest.raises(ListMoved):
        reject_disposal(
            disposal=listed, by=play.second, expected_version=2, remarks="Thôi.", at=play.at
        )
    call_off_disposal(
        disposal=listed, by=play.leader, expected_version=2, remarks="Thôi.", at=play.at
    )
    assert destroy_due(at=play.at + PATIENT) == 0
    assert not Tombstone.objects.exists()


@pytest.mark.parametrize("why", [Hold.NOT_ARCHIVED, Hold.DAMAGED])
def test_what_happens_during_the_pause_keeps_a_dossier(why):
    play, entry = closed()
    listed = approved(play, entry)
    if why == Hold.NOT_ARCHIVED:
        take_out(entry=entry, by=play.leader, reason="Có khiếu nại.", at=play.at)
    else:
        ArchiveEntry.objects.update(contents={})
    assert destroy_due(at=play.at + PATIENT) == 0
    item = listed.items.get()
    assert (item.state, item.kept_because) == ("KEPT", why)
    assert Disposal.objects.get().state == "EXECUTED"
    assert not Tombstone.objects.exists()


def test_a_tombstone_stands_for_ever_and_nothing_can_be_done_with_the_dossier():
    play, entry = closed()
    approved(play, entry)
    destroy_due(at=play.at + PATIENT)
    for change in ("UPDATE dossiers_tombstone SET code = ''", "DELETE FROM dossiers_tombstone"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    with pytest.raises(Conflict):
        open_explanation(dossier=play.dossier, by=play.owner, opinion="Sai.", at=play.at)
    assert not Note.objects.exists()
    assert not DossierFile.objects.exists()


def test_what_was_written_once_can_lose_its_words_and_nothing_else():
    play = ended()
    row = play.dossier.charges.create(
        key="fee", kind="LEVY", name="Lệ phí", full=8000, amount=8000, ground="Lý do", at=play.at
    )
    rows = type(row).objects.filter(pk=row.pk)
    for change in ({"amount": 1}, {"ground": "khác"}, {"ground": "", "amount": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    assert rows.update(ground="–") == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()


def test_an_official_of_another_agency_has_no_say():
    play, entry = closed()
    stranger = official(play.place.other_division, Role.LEADER)
    play.at += YEARS
    with pytest.raises(NotAllowed):
        propose_disposal(entries=[entry], by=stranger, reason="Hết hạn.", at=play.at)
