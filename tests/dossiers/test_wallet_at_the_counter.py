"""The counter uses what is held, with its owner’s consent, instead of asking for it."""

from datetime import date

import pytest
from django.urls import reverse

from dossiers.errors import Invalid
from dossiers.models import Consent, Dossier, PaperCheck
from dossiers.selectors.counter.intake import missing_items
from dossiers.selectors.wallet.held import Ground, held_at
from dossiers.services.counter.intake import Finding
from dossiers.services.counter.receive import accept_at_counter, ask_at_counter
from dossiers.services.counter.visit import name_delegate
from dossiers.services.wallet.attach_at_counter import attach_at_counter
from dossiers.services.wallet.keep import Facts, keep_paper
from dossiers.services.wallet.remove import remove_paper
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import AccessEntry
from portal.messaging.models import Notice
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune
from tests.factories.counter import intake_of, proven, taken_at_counter, visit_of
from tests.factories.dossiers import accepted

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


@pytest.fixture(autouse=True)
def taken(place):
    """What the counter takes."""
    return taken_at_counter(place)


@pytest.fixture
def person():
    return proven()


@pytest.fixture
def kept(person):
    """What the person keeps since another commune accepted it."""
    elsewhere = commune("H99.23")
    first = accepted(
        person,
        elsewhere,
        official(elsewhere.desk, Role.DESK),
        revision=taken_at_counter(elsewhere),
    )
    return keep_paper(row=first.papers.get(), by=person, facts=Facts(number="12/GCS"))


def use(intake, desk, **options):
    paper = intake.draft.revision.papers.get()
    return attach_at_counter(
        intake=intake, by=desk, actor=Actor.official(desk), paper=paper, **options
    )


def test_what_another_agency_accepted_is_used_once_the_person_agrees(
    page, kept, person, place, desk
):
    intake = intake_of(person, place, desk, findings={})
    come_in(page, desk)
    url = reverse("counter:intake", args=[intake.public_id])
    assert kept.reference in page.get(url).content.decode()
    press = {"action": "held:chung-sinh", "sets": 1, "return_way": "DESK", "seen": 0}
    press["unit"] = place.division.pk
    assert page.post(url, press).status_code == 422
    assert not intake.draft.papers.exists()
    page.post(url, press | {"agrees-chung-sinh": "on"})
    page.post(url, press | {"agrees-chung-sinh": "on"})
    row, consent = intake.draft.papers.get(), Consent.objects.get()
    assert (row.kept, row.file) == (kept, kept.file)
    assert (consent.agency, consent.given_by, consent.taken_by) == (place.committee, person, desk)
    assert AccessEntry.objects.filter(viewer_user_id=desk.pk, owner_user_id=person.pk).exists()
    text = page.get(url).content.decode()
    assert f"{kept.checked_by}, {kept.agency}" in text

    dossier = accept_at_counter(intake=intake, by=desk, unit=place.division)
    assert dossier.papers.get().kept == kept
    check = PaperCheck.objects.get(intake=intake)
    assert (check.verdict, check.waiver, check.originals) == ("WAIVED", "HELD", 0)
    assert Notice.objects.filter(recipient=person, text="dossiers/paper_used_for_citizen").exists()


def test_who_is_not_there_cannot_be_asked(kept, person, place, desk, taken):
    paper = taken.papers.get().pk
    there = intake_of(person, place, desk, taken, findings={})
    assert held_at(there, TODAY)[paper].ground is Ground.ON_ASKING
    letter = visit_of(person, place, desk, way="ENVELOPE")
    by_post = intake_of(person, place, desk, taken, visit=letter, findings={})
    assert not held_at(by_post, TODAY)
    with pytest.raises(Invalid):
        use(by_post, desk, agrees=True)
    name_delegate(
        visit=there.visit,
        by=desk,
        actor=Actor.official(desk),
        name="Người Thay",
        number="079190005678",
        paper="Giấy ủy quyền 1",
        since=TODAY,
    )
    assert not held_at(there, TODAY)
    assert not Consent.objects.exists()


def test_the_desk_uses_what_its_agency_holds_and_is_stopped_from_asking_for_it(
    person, place, desk, taken
):
    first = accepted(person, place, desk, revision=taken)
    wanting = {"chung-sinh": Finding(verdict="MISSING", remark="chưa có giấy chứng sinh")}
    intake = intake_of(person, place, desk, findings=wanting)
    with pytest.raises(Invalid) as stopped:
        asked(intake, desk)
    assert first.code in str(stopped.value.errors["held_but"])
    assert Dossier.objects.get() == first
    row = use(intake, desk)
    assert (row.source, row.file) == (first.papers.get(), first.papers.get().file)
    dossier = accept_at_counter(intake=intake, by=desk, unit=place.division)
    assert dossier.papers.get().source == first.papers.get()


def asked(intake, desk, but="", words=""):
    items = missing_items(intake, TODAY)
    for item in items:
        item.held_but, item.held_words = but, words
    return ask_at_counter(intake=intake, by=desk, items=items, reason="")


def test_asking_at_the_counter_all_the_same_keeps_the_written_reason(person, place, desk, taken):
    accepted(person, place, desk, revision=taken)
    wanting = {"chung-sinh": Finding(verdict="MISSING", remark="chưa có giấy chứng sinh")}
    intake = intake_of(person, place, desk, findings=wanting)
    words = "Giấy đã lưu là của người con thứ nhất."
    item = asked(intake, desk, "OTHER_MATTER", words).supplements.get().items.get()
    assert (item.held_but, item.held_words) == ("OTHER_MATTER", words)


def test_a_paper_removed_meanwhile_is_not_in_the_dossier(kept, person, place, desk):
    intake = intake_of(person, place, desk, findings={})
    use(intake, desk, agrees=True)
    remove_paper(kept=kept, by=person)
    dossier = accept_at_counter(intake=intake, by=desk, unit=place.division)
    assert not dossier.papers.exists()
