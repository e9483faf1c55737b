"""Papers of a person: kept once, used again, never asked for twice."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from dossiers.errors import Invalid
from dossiers.models import (
    Consent,
    DossierPaper,
    Draft,
    DraftPaper,
    KeptPaper,
    ResultEntry,
    SupplementItem,
)
from dossiers.models.mandate import Power
from dossiers.models.supplement import HeldBut
from dossiers.models.wallet import Provenance, Standing
from dossiers.selectors.drafts import draft_errors
from dossiers.selectors.figures import counts_of, step_of
from dossiers.selectors.wallet.held import Ground, held_for
from dossiers.selectors.wallet.kinds import marks_of
from dossiers.services.answer_supplement import answer_supplement
from dossiers.services.submit import submit
from dossiers.services.supplement import ask
from dossiers.services.wallet.attach import attach_held
from dossiers.services.wallet.consent import give_consent, withdraw_consent
from dossiers.services.wallet.keep import Facts, keep_paper, keep_result
from dossiers.services.wallet.remove import put_back, remove_paper
from dossiers.services.wallet.reuse import reuse_in_draft
from dossiers.services.watch.papers import watch_papers
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from portal.audit.models import AccessEntry
from portal.audit.selectors import timeline
from portal.documents.services import revoke
from portal.messaging.models import Notice
from portal.reports.rules.names import Name
from tests.dossiers.forms import ANSWERS, BIRTH
from tests.dossiers.test_acting import mandated
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, draft
from tests.factories.play import Play
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def owner():
    return citizen()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


@pytest.fixture
def signed_in(page, owner):
    page.force_login(owner)
    return page


@pytest.fixture
def first(owner, place, desk):
    """An accepted dossier whose paper an official has looked at."""
    return accepted(owner, place, desk)


@pytest.fixture
def kept(first, owner):
    """Its paper, kept by its owner, valid for two months to come."""
    ends = timezone.localdate() + timedelta(days=60)
    facts = Facts(number="12/2026/GCS", issuer="Bệnh viện Bến Mây", valid_until=ends)
    return keep_paper(row=first.papers.get(), by=owner, facts=facts)


def empty(owner, place):
    """A draft of the same procedure without its paper."""
    return draft(owner, place, with_paper=False)


def reuse(begun, owner, kept):
    paper = begun.revision.papers.get()
    return reuse_in_draft(draft=begun, by=owner, paper=paper, kept=kept)


def granted() -> KeptPaper:
    """A signed result, as it came to its holder."""
    play = Play().do("submit", "accept", "claim", "propose", "decide", "complete_signing")
    return KeptPaper.objects.get(result=play.result)


def test_a_paper_is_kept_with_who_accepted_it(kept, first, owner, desk):
    file = first.papers.get().file
    assert (kept.file, kept.sha256) == (file, file.sha256)
    assert (kept.provenance, kept.reference) == (Provenance.DOSSIER, first.code)
    assert (kept.checked_by, kept.checked_at) == (desk, first.accepted_at)
    with pytest.raises(Invalid):
        keep_paper(row=first.papers.get(), by=owner, facts=Facts())


def test_what_nobody_has_accepted_is_not_kept(owner, place, signed_in):
    sent = submit(draft_id=draft(owner, place).public_id, by=owner)
    with pytest.raises(Invalid):
        keep_paper(row=sent.papers.get(), by=owner, facts=Facts())
    url = f"/ho-so/{sent.public_id}/giu-giay-to/{sent.papers.get().pk}/"
    assert signed_in.get(url).status_code == 404


def test_personal_facts_are_not_readable_in_the_database(kept):
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, issuer FROM dossiers_keptpaper WHERE id = %s", [kept.pk])
        assert "GCS" not in "".join(cursor.fetchone())


def test_a_dossier_pins_the_kept_file_itself(kept, owner, place):
    begun = empty(owner, place)
    assert draft_errors(begun, timezone.localdate())
    reuse(begun, owner, kept)
    reuse(begun, owner, kept)
    sent = submit(draft_id=begun.public_id, by=owner)
    row = sent.papers.get()
    assert (row.kept, row.file, row.file.sha256) == (kept, kept.file, kept.sha256)


def test_an_expired_paper_serves_nowhere(kept, owner, place):
    begun = empty(owner, place)
    reuse(begun, owner, kept)
    later = timezone.localdate() + timedelta(days=61)
    assert kept.standing(later) is Standing.EXPIRED
    assert "paper-chung-sinh" in draft_errors(begun, later)
    KeptPaper.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Invalid):
        reuse(empty(owner, place), owner, kept)


def test_a_paper_of_another_kind_or_person_does_not_fit(kept, owner, place):
    lease = {"key": "thue", "name": "Hợp đồng thuê nhà"}
    other = procedure(place, "2.000635", papers=[lease])
    begun = draft(owner, place, revision=other, with_paper=False)
    with pytest.raises(Invalid):
        reuse_in_draft(draft=begun, by=owner, paper=other.papers.get(key="thue"), kept=kept)
    neighbour = citizen("Trần Văn Đậu")
    with pytest.raises(Invalid):
        reuse(empty(neighbour, place), neighbour, kept)


def test_a_delegate_uses_the_papers_of_the_other_only_if_the_authority_says_so(
    page, kept, owner, place
):
    delegate = citizen("Đinh Văn Tre")
    page.force_login(delegate)
    for powers, offered in ((set(Power) - {Power.REUSE}, False), (set(Power), True)):
        mandate = mandated(owner, delegate, *powers)
        begun = draft(delegate, place, with_paper=False, mandate=mandate)
        url = f"/ho-so/nhap/{begun.public_id}/giay-to/"
        assert (str(kept.public_id) in page.get(url).content.decode()) is offered
        press = {"action": f"reuse:paper-chung-sinh:{kept.public_id}"}
        assert page.post(url, press).status_code == (302 if offered else 404)
        assert begun.papers.exists() is offered
    assert page.get(kept.get_absolute_url()).status_code == 404


def test_a_childs_paper_does_not_stand_for_its_parents(kept, owner, place):
    sent = submit(draft_id=draft(owner, place).public_id, by=owner)
    paper = sent.revision.papers.get().pk
    assert paper in held_for(sent, timezone.localdate())
    sent.child_id = 0
    assert not held_for(sent, timezone.localdate())


def test_papers_are_of_one_kind_by_code_result_or_words(place):
    paper = procedure(place).papers.get()
    same = procedure(place, "2.000635").papers.get()
    same.name = " giấy CHỨNG sinh. "
    assert marks_of(paper) & marks_of(same)
    same.name = "Trích lục"
    assert not marks_of(paper) & marks_of(same)
    paper.code = same.code = "G15.000123"
    assert marks_of(paper) & marks_of(same)


def test_removing_takes_it_out_of_what_is_not_sent(kept, owner, place):
    begun, sent = empty(owner, place), empty(owner, place)
    reuse(begun, owner, kept)
    reuse(sent, owner, kept)
    dossier = submit(draft_id=sent.public_id, by=owner)
    remove_paper(kept=kept, by=owner)
    assert not DraftPaper.objects.filter(kept=kept).exists()
    assert DossierPaper.objects.get(dossier=dossier).file == kept.file
    with pytest.raises(Invalid):
        submit(draft_id=begun.public_id, by=owner)


def test_a_result_comes_by_itself_and_a_revoked_one_is_refused(place):
    kept = granted()
    entry = ResultEntry.objects.get()
    assert (kept.result, kept.number, kept.valid_until) == (
        entry.document,
        entry.code,
        entry.valid_until,
    )
    assert kept.provenance == Provenance.RESULT

    copy = {"key": "khai-sinh", "name": "Bản sao", "result_code": "KQ.G15.000031"}
    other = procedure(place, "2.000635", papers=[copy])
    begun = draft(kept.owner, place, revision=other, with_paper=False)
    paper = other.papers.get(key="khai-sinh")
    reuse_in_draft(draft=begun, by=kept.owner, paper=paper, kept=kept)
    assert "paper-khai-sinh" not in draft_errors(begun, timezone.localdate())
    revoke(document=kept.result, reason="Cấp sai.", by=SYSTEM)
    assert "paper-khai-sinh" in draft_errors(begun, timezone.localdate())


def test_a_removed_result_stays_away_until_it_is_put_back():
    kept = granted()
    owner = kept.owner
    give_consent(kept=kept, by=owner)
    remove_paper(kept=kept, by=owner)
    assert keep_result(ResultEntry.objects.get(), timezone.now()).removed_at is not None
    assert not kept.consents.filter(withdrawn_at=None).exists()
    put_back(kept=kept, by=owner)
    assert KeptPaper.objects.get().standing(timezone.localdate()) is Standing.GOOD


# The pages


def test_the_pages_of_ones_own_papers(signed_in, owner, kept, place):
    begun = empty(owner, place)
    text = signed_in.get(f"/ho-so/nhap/{begun.public_id}/giay-to/").content.decode()
    assert f"reuse:paper-chung-sinh:{kept.public_id}" in text
    signed_in.post(
        f"/ho-so/nhap/{begun.public_id}/giay-to/",
        {"action": f"reuse:paper-chung-sinh:{kept.public_id}"},
    )
    assert begun.papers.get().kept == kept
    submit(draft_id=begun.public_id, by=owner)
    assert signed_in.get("/giay-to/").status_code == 200
    text = signed_in.get(kept.get_absolute_url()).content.decode()
    assert owner.dossiers.latest("id").reference in text
    signed_in.post(kept.get_absolute_url(), {"action": "consent", "agency": place.committee.pk})
    consent = Consent.objects.get()
    signed_in.post(kept.get_absolute_url(), {"action": f"withdraw:{consent.pk}"})
    consent.refresh_from_db()
    assert (consent.agency, consent.withdrawn_at is None) == (place.committee, False)
    signed_in.post(kept.get_absolute_url(), {"action": "remove"})
    assert str(kept.public_id) not in signed_in.get("/giay-to/").content.decode()


def test_another_persons_paper_is_not_found(page, kept, place):
    neighbour = citizen("Trần Văn Đậu")
    page.force_login(neighbour)
    assert page.get(kept.get_absolute_url()).status_code == 404
    assert page.post(kept.get_absolute_url(), {"action": "remove"}).status_code == 404
    begun = empty(neighbour, place)
    action = {"action": f"reuse:paper-chung-sinh:{kept.public_id}"}
    assert page.post(f"/ho-so/nhap/{begun.public_id}/giay-to/", action).status_code == 404


def test_keeping_from_the_page_of_the_dossier(signed_in, first):
    url = f"/ho-so/{first.public_id}/giu-giay-to/{first.papers.get().pk}/"
    assert url in signed_in.get(first.get_absolute_url()).content.decode()
    wrong = {"issued_on": "2026-05-02", "valid_until": "2026-05-01", "agrees": "on"}
    assert signed_in.post(url, wrong).status_code == 200
    assert not KeptPaper.objects.exists()
    signed_in.post(url, {"number": "1", "valid_until": "2030-05-01", "agrees": "on"})
    assert KeptPaper.objects.get().number == "1"
    assert url not in signed_in.get(first.get_absolute_url()).content.decode()


def test_a_request_is_answered_with_a_kept_paper(signed_in, kept, owner, place, desk):
    sent = submit(draft_id=draft(owner, place).public_id, by=owner)
    item = SupplementItem(paper=sent.revision.papers.get(), label="Giấy", reason="Mờ.")
    item.held_but, item.held_words = "UNREADABLE", "Bản lưu bị mờ."
    ask(dossier=sent, by=desk, expected_version=1, phase="DESK", items=[item], reason="")
    url = f"/ho-so/{sent.public_id}/bo-sung/"
    action = f"reuse:item-{item.pk}:{kept.public_id}"
    assert action in signed_in.get(url).content.decode()
    signed_in.post(url, {"version": 2, "action": action})
    assert item.files.get().kept == kept
    answer_supplement(dossier=sent, by=owner, expected_version=2)
    assert sent.papers.latest("id").kept == kept


# The desk does not ask for what is held


def missing(dossier, **said) -> SupplementItem:
    return SupplementItem(
        paper=dossier.revision.papers.get(), label="Giấy chứng sinh", reason="Còn thiếu.", **said
    )


def asked(dossier, desk, *items):
    return ask(dossier=dossier, by=desk, expected_version=1, phase="DESK", items=items, reason="")


def test_the_desk_is_refused_and_uses_what_the_agency_holds(first, owner, place, desk):
    sent = submit(draft_id=draft(owner, place).public_id, by=owner)
    with pytest.raises(Invalid):
        asked(sent, desk, missing(sent))
    paper = sent.revision.papers.get()
    row = attach_held(dossier=sent, by=desk, expected_version=1, paper=paper.pk)
    assert (row.source, row.file) == (first.papers.get(), first.papers.get().file)
    assert Notice.objects.filter(recipient=owner, text="dossiers/paper_used_for_citizen").exists()
    assert AccessEntry.objects.filter(viewer_user_id=desk.pk, owner_user_id=owner.pk).exists()


def test_asking_all_the_same_needs_its_reason_and_is_counted(first, owner, place, desk):
    sent = submit(draft_id=draft(owner, place).public_id, by=owner)
    with pytest.raises(Invalid):
        asked(sent, desk, missing(sent, held_but=HeldBut.OTHER_MATTER, held_words=" "))
    words = "Giấy đã lưu là của người con thứ nhất."
    asked(sent, desk, missing(sent, held_but=HeldBut.OTHER_MATTER, held_words=words))
    sent.refresh_from_db()
    event = timeline(sent).last()
    assert event.payload["held"] == 1
    counts = [(count.name, count.detail) for count in counts_of(step_of(sent, event))]
    assert (Name.ASKED_THOUGH_HELD, HeldBut.OTHER_MATTER) in counts


def test_another_agency_uses_a_kept_paper_with_consent_only(kept, owner, place, desk):
    elsewhere = commune("H99.23")
    other_desk = official(elsewhere.desk, Role.DESK)
    sent = submit(draft_id=draft(owner, elsewhere).public_id, by=owner)
    paper, today = sent.revision.papers.get(), timezone.localdate()
    assert not held_for(sent, today)
    with pytest.raises(Invalid):
        attach_held(dossier=sent, by=other_desk, expected_version=1, paper=paper.pk)
    consent = give_consent(kept=kept, by=owner, agency=elsewhere.committee)
    assert held_for(sent, today)[paper.pk].ground == Ground.CONSENT
    withdraw_consent(kept=kept, by=owner, consent_id=consent.pk)
    assert not held_for(sent, today)
    give_consent(kept=kept, by=owner)
    row = attach_held(dossier=sent, by=other_desk, expected_version=1, paper=paper.pk)
    assert row.kept == kept


def test_the_desk_page_says_where_a_paper_is_and_where_it_was_verified(
    page, kept, owner, place, desk
):
    sent = submit(draft_id=draft(owner, place).public_id, by=owner)
    come_in(page, desk)
    text = page.get(sent.desk_url).content.decode()
    assert kept.reference in text
    key = f"paper-{sent.revision.papers.get().pk}"
    ticked = {f"ask-{key}": "on", f"why-{key}": "Thiếu.", f"fault-{key}": "MISSING"}
    answer = page.post(sent.desk_url, {"action": "ask_at_desk", "version": 1, **ticked})
    assert answer.status_code == 422
    said = {f"but-{key}": "UNREADABLE", f"words-{key}": "Bản lưu bị mờ."}
    chosen = {"action": "attach_held_at_desk", "version": 1, "paper": key.removeprefix("paper-")}
    page.post(sent.desk_url, chosen)
    assert sent.papers.latest("id").kept == kept
    text = page.get(sent.desk_url).content.decode()
    assert f"{desk}, {place.committee}" in text
    answer = page.post(sent.desk_url, {"action": "ask_at_desk", "version": 2, **ticked, **said})
    assert answer.status_code == 302


# Before a paper ends


def test_the_owner_is_told_once_before_a_paper_ends(kept, owner):
    kept.kinds = ["kq:KQ.G15.000031"]
    kept.save()
    ends = timezone.now() + timedelta(days=60)
    assert watch_papers(ends - timedelta(days=31)) == 0
    assert watch_papers(ends - timedelta(days=30)) == 1
    assert watch_papers(ends - timedelta(days=29)) == 0
    notice = Notice.objects.get(text="dossiers/paper_expires_for_citizen")
    assert (notice.recipient, notice.link) == (owner, kept.get_absolute_url())
    assert "Đăng ký khai sinh" in notice.body


# What was said before


def test_answers_of_an_accepted_dossier_come_with_their_source(signed_in, owner, place, desk):
    form = deepcopy(BIRTH)
    form["sections"][0]["fields"][1]["prefill"] = "profile.phone"
    revision = procedure(place, form=form)
    answers = {**ANSWERS, "phone": "0912345678", "full_name": "Tên Cũ"}
    earlier = accepted(owner, place, desk, revision=revision, answers=answers)
    submit(
        draft_id=draft(owner, place, answers=ANSWERS | {"phone": "0900000000"}).public_id, by=owner
    )

    begin = {"agency": place.committee.pk, "applicant": "self", "action": "start"}
    signed_in.post("/thu-tuc/1.001193/nop/", begin)
    begun = Draft.objects.get(owner=owner)
    assert begun.answers == {"full_name": owner.full_name, "phone": "0912345678"}
    assert begun.origins == {"phone": earlier.pk}
    page = f"/ho-so/nhap/{begun.public_id}/phan/declarant/"
    assert earlier.code in signed_in.get(page).content.decode()
    changed = {"seen": 0, "action": "next", "full_name": owner.full_name, "phone": "0987654321"}
    signed_in.post(page, changed)
    assert earlier.code not in signed_in.get(page).content.decode()
