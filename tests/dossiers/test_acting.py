"""Acting for another: who may see and do what, from when to when, and what ends it."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Dossier, Draft, Mandate
from dossiers.models.mandate import Power, Told
from dossiers.permissions import may_act, owned_by, powers_over
from dossiers.rules.lookup import ANONYMOUS_FIELDS, ITEMS, Item, Proof, needed
from dossiers.selectors.acting import people_told
from dossiers.services.authorise import (
    MandateClosed,
    Terms,
    authorise,
    confirm_mandate,
    revoke_mandate,
)
from dossiers.services.messages import write_message
from dossiers.services.submit import submit
from dossiers.views.levels import way_to_document
from portal.accounts.assurance import Assurance
from portal.accounts.models import Membership, Organisation
from portal.accounts.services.invite_member import (
    accept_member_invitation,
    invite_member,
)
from portal.accounts.services.prove_identity import Proof as IdentityProof
from portal.accounts.services.prove_identity import prove_identity
from portal.accounts.services.represent import (
    LastRepresentative,
    change_role,
    end_membership,
    join,
)
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.selectors import timeline
from portal.documents.models import IssuedDocument
from portal.documents.services import store_bytes
from portal.documents.workflow import PaperKind, Purpose
from portal.messaging import sealed
from portal.messaging.models import Delivery, Notice
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import draft, submitted

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def prove(person) -> None:
    clerk = official(commune("H99.97").desk, Role.DESK)
    prove_identity(user=person, number=NUMBER, proof=IdentityProof(official=clerk))


def scan(owner):
    return store_bytes(
        b"%PDF-1.7",
        name="uy-quyen.pdf",
        content_type="application/pdf",
        owner=owner,
        purpose=Purpose.DOSSIER_PAPER,
    )


NUMBER = "079215001234"


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def principal():
    return citizen("Hồ Thị Lụa")


@pytest.fixture
def delegate():
    return citizen("Đinh Văn Tre")


def terms(delegate, *powers, days: int = 30, **more) -> Terms:
    return Terms(
        name=delegate.full_name,
        contact=delegate.email,
        powers=frozenset(powers or Power),
        since=TODAY(),
        until=TODAY() + timedelta(days=days),
        **more,
    )


def mandated(principal, delegate, *powers, **more) -> Mandate:
    agreed = terms(delegate, *powers, **more)
    asked = authorise(principal=principal, terms=agreed, level=Assurance.IDENTITY)
    return confirm_mandate(mandate=asked, by=delegate)


def test_nobody_acts_before_the_other_has_confirmed(principal, delegate, place):
    dossier = submitted(principal, place)
    asked = authorise(principal=principal, terms=terms(delegate), level=Assurance.IDENTITY)
    assert not may_act(delegate, dossier, TODAY())
    with pytest.raises(Mandate.DoesNotExist):
        confirm_mandate(mandate=asked, by=citizen())
    confirm_mandate(mandate=asked, by=delegate)
    assert may_act(delegate, dossier, TODAY())
    assert list(owned_by(delegate, TODAY())) == [dossier]


def test_without_a_paper_only_a_proven_identity_signs(principal, delegate):
    with pytest.raises(Invalid) as refused:
        authorise(principal=principal, terms=terms(delegate), level=Assurance.CONTACT)
    assert set(refused.value.errors) == {"basis"}


def test_a_paper_opens_no_more_than_the_session_of_the_proven_person(principal, delegate):
    """Who has only the password of somebody else could hand in any sheet as the paper."""
    give = {
        "principal": principal,
        "terms": terms(delegate),
        "paper": "Số 1",
        "file": scan(principal),
    }
    assert authorise(**give, level=Assurance.CONTACT).basis == "PAPER"
    prove(principal)
    with pytest.raises(Invalid) as refused:
        authorise(**give, level=Assurance.CONTACT)
    assert set(refused.value.errors) == {"basis"}
    assert authorise(**give, level=Assurance.IDENTITY).basis == "PAPER"


def test_a_name_that_nobody_has_proven_is_sent_to_no_stranger(principal):
    stranger = Terms("x", "la@example.net", frozenset(Power), TODAY(), TODAY() + timedelta(days=1))
    for proven in (False, True):
        if proven:
            prove(principal)
        authorise(principal=principal, terms=stranger, level=Assurance.IDENTITY)
        sent = Delivery.objects.filter(text="dossiers/mandate_asked_for_stranger").latest("pk")
        assert (principal.full_name in sealed.open_sealed(sent.sealed)["body"]) == proven


def test_who_may_only_follow_reads_no_result_and_writes_nothing(page, principal, delegate, place):
    dossier = submitted(principal, place)
    mandated(principal, delegate, Power.FOLLOW)
    paper = IssuedDocument(kind=PaperKind.RESULT, subject_id=str(dossier.pk))
    request = RequestFactory().get("/")
    request.user, request.session = delegate, {}
    assert way_to_document(request, paper) is None
    paper.kind = PaperKind.RECEIPT
    assert way_to_document(request, paper) is not None
    thread = reverse("dossiers:messages", args=[dossier.public_id])
    assert "/nang-muc/" in come_in(page, delegate).get(thread)["Location"]
    with pytest.raises(NotAllowed):
        write_message(dossier=dossier, by=delegate, text="Xin chào", send_key=uuid4())


def test_a_member_who_only_reads_writes_no_message(page, firm, principal, delegate, place):
    member(firm, delegate, "READER", principal)
    dossier = submitted(principal, place, organisation=firm)
    thread = reverse("dossiers:messages", args=[dossier.public_id])
    assert come_in(page, delegate).get(thread).tree.find(".//textarea") is None
    sent = {"text": "Xin chào", "send_key": str(uuid4()), "action": "send"}
    assert page.post(thread, sent).status_code == 404
    assert not dossier.messages.exists()


@pytest.mark.parametrize("power", list(Power))
def test_a_delegate_has_the_powers_given_and_sight(principal, delegate, place, power):
    dossier = submitted(principal, place)
    mandated(principal, delegate, power)
    assert powers_over(delegate, dossier, TODAY()) == {power, Power.FOLLOW}
    for each in Power:
        assert may_act(delegate, dossier, TODAY(), each) == (each in {power, Power.FOLLOW})


def test_an_authority_reaches_as_far_as_it_says(principal, delegate, place):
    first = submitted(principal, place)
    second = submitted(principal, place, revision=first.revision)
    stranger = submitted(citizen(), place, revision=first.revision)
    mandate = mandated(principal, delegate, dossier=first)
    seen = {each: may_act(delegate, each, TODAY()) for each in (first, second, stranger)}
    assert seen == {first: True, second: False, stranger: False}
    assert list(owned_by(delegate, TODAY())) == [first]
    assert not may_act(delegate, first, mandate.until + timedelta(days=1))
    assert not may_act(delegate, first, mandate.since - timedelta(days=1))


def test_filing_for_another_makes_it_the_others_and_names_both(principal, delegate, place):
    mandate = mandated(principal, delegate)
    dossier = submitted(delegate, place, mandate=mandate)
    assert (dossier.owner, dossier.filed_by, dossier.mandate) == (principal, delegate, mandate)
    assert dossier.applicant_name == principal.full_name
    event = timeline(dossier).first()
    assert (event.actor_user_id, event.actor_role) == (delegate.pk, "DELEGATE")
    told = Notice.objects.filter(text="dossiers/submitted_for_citizen")
    assert {notice.recipient for notice in told} == {principal, delegate}


def test_pressing_twice_gives_the_delegate_the_same_dossier(principal, delegate, place):
    waiting = draft(delegate, place, mandate=mandated(principal, delegate))
    sent = [submit(draft_id=waiting.public_id, by=delegate) for _ in range(2)]
    assert sent[0] == sent[1]


def test_who_wants_no_notices_sent_to_the_delegate_has_none_sent(principal, delegate, place):
    dossier = submitted(principal, place)
    mandated(principal, delegate, told=Told.PRINCIPAL)
    assert people_told(dossier, TODAY()) == [principal]


def test_revoked_in_the_middle_of_filing_the_draft_stays_and_nothing_goes(
    page, principal, delegate, place
):
    mandate = mandated(principal, delegate)
    waiting = draft(delegate, place, mandate=mandate, way_chosen=True)
    revoke_mandate(mandate=mandate, by=principal)

    address = reverse("dossiers:draft_check", args=[waiting.public_id])
    answer = come_in(page, delegate).post(address, {"action": "send"})

    assert principal.full_name in answer.text_of(".//main")
    assert Draft.objects.filter(pk=waiting.pk).exists() and not Dossier.objects.exists()


def test_an_authority_that_has_ended_lets_nothing_go(principal, delegate, place):
    mandate = mandated(principal, delegate, days=1)
    waiting = draft(delegate, place, mandate=mandate)
    with pytest.raises(Invalid) as refused:
        submit(draft_id=waiting.public_id, by=delegate, at=timezone.now() + timedelta(days=3))
    assert "mandate" in refused.value.errors


def test_a_revoked_authority_shows_nothing_more_at_once(page, principal, delegate, place):
    mandate = mandated(principal, delegate)
    dossier = submitted(delegate, place, mandate=mandate)
    signed_in = come_in(page, delegate)
    assert signed_in.get(dossier.get_absolute_url()).status_code == 200
    revoke_mandate(mandate=mandate, by=principal)
    assert signed_in.get(dossier.get_absolute_url()).status_code == 404
    with pytest.raises(MandateClosed):
        revoke_mandate(mandate=mandate, by=delegate)


def test_somebody_elses_authority_is_not_found(page, principal, delegate):
    mandate = mandated(principal, delegate)
    signed_in = come_in(page, citizen())
    assert signed_in.get(mandate.get_absolute_url()).status_code == 404
    assert signed_in.post(mandate.get_absolute_url(), {"action": "revoke"}).status_code == 404
    assert Mandate.objects.get().revoked_at is None


@pytest.mark.django_db(transaction=True)
def test_revoking_and_sending_at_once_end_one_way_or_the_other(principal, delegate, place):
    mandate = mandated(principal, delegate)
    waiting = draft(delegate, place, mandate=mandate)
    start, outcome = threading.Barrier(2), {}

    def run(name, verb):
        start.wait(10)
        try:
            outcome[name] = verb()
        except Invalid as refused:
            outcome[name] = refused
        finally:
            connection.close()

    jobs = [
        threading.Thread(
            target=run, args=("send", lambda: submit(draft_id=waiting.public_id, by=delegate))
        ),
        threading.Thread(
            target=run, args=("revoke", lambda: revoke_mandate(mandate=mandate, by=principal))
        ),
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join(30)

    revoked = Mandate.objects.get().revoked_at
    sent = Dossier.objects.first()
    assert revoked is not None
    assert isinstance(outcome["send"], Invalid) if sent is None else outcome["send"] == sent
    assert Draft.objects.exists() == (sent is None)


# Organisations


@pytest.fixture
def firm(principal):
    body = Organisation.objects.create(name="Hợp tác xã Bến Mây")
    join(principal, body, Membership.Role.REPRESENTATIVE, Actor.citizen(principal))
    return body


def member(firm, person, role, principal):
    invitation = invite_member(
        organisation=firm,
        name=person.full_name,
        contact=person.email,
        role=role,
        inviter=principal,
        by=Actor.citizen(principal),
    )
    return accept_member_invitation(invitation=invitation, by=person)


def test_members_may_as_much_as_their_role_says(firm, principal, delegate, place):
    dossier = submitted(principal, place, organisation=firm)
    assert powers_over(delegate, dossier, TODAY()) == frozenset()
    held = member(firm, delegate, "READER", principal)
    assert powers_over(delegate, dossier, TODAY()) == {Power.FOLLOW, Power.RECEIVE}
    waiting = draft(delegate, place, organisation=firm, revision=dossier.revision)
    with pytest.raises(Invalid):
        submit(draft_id=waiting.public_id, by=delegate)
    change_role(membership=held, role="FILER", by=Actor.citizen(principal))
    assert submit(draft_id=waiting.public_id, by=delegate).organisation == firm


def test_who_leaves_sees_and_hears_nothing_more_at_once(firm, principal, delegate, place):
    held = member(firm, delegate, "FILER", principal)
    dossier = submitted(delegate, place, organisation=firm)
    assert people_told(dossier, TODAY()) == [delegate]
    end_membership(membership=held, by=Actor.citizen(principal))
    assert not may_act(delegate, dossier, TODAY())
    assert people_told(dossier, TODAY()) == [principal]


def test_somebody_always_represents_an_organisation_that_has_members(firm, principal, delegate):
    held = member(firm, delegate, "FILER", principal)
    own = principal.memberships.get()
    with pytest.raises(LastRepresentative):
        end_membership(membership=own, by=Actor.citizen(principal))
    change_role(membership=held, role="REPRESENTATIVE", by=Actor.citizen(principal))
    end_membership(membership=own, by=Actor.citizen(principal))


def test_only_who_represents_it_sees_the_people_of_an_organisation(page, firm, principal, delegate):
    member(firm, delegate, "FILER", principal)
    address = reverse("accounts:members", args=[firm.pk])
    assert come_in(page, principal).get(address).status_code == 200
    assert come_in(page, delegate).get(address).status_code == 404


# How surely one must be known


READERS = {
    "owner": (False, False),
    "owner with a proven identity": (True, False),
    "delegate": (False, True),
    "delegate with a proven identity": (True, True),
}
EXPECTED = {
    Item.CODE: (0, 0, 0, 0),
    Item.COMPLETION: (0, 0, 0, 0),
    Item.STATE: (1, 1, 1, 1),
    Item.DIVISION: (1, 1, 1, 1),
    Item.DATES: (1, 1, 1, 1),
    Item.COURSE: (2, 2, 2, 2),
    Item.MONEY: (2, 2, 2, 2),
    Item.ANSWERS: (2, 2, 3, 3),
    Item.PAPERS: (2, 2, 3, 3),
    Item.MESSAGES: (2, 2, 3, 3),
    Item.RESULT: (2, 3, 3, 3),
}


@pytest.mark.parametrize("item", list(Item))
def test_each_item_for_each_reader(item):
    found = tuple(
        needed(item, identity_proven=proven, for_another=another)
        for proven, another in READERS.values()
    )
    assert found == EXPECTED[item]


def test_a_stranger_is_told_what_the_law_says_and_no_more():
    open_to_all = {str(item) for item, row in ITEMS.items() if row.least == Proof.NONE}
    assert open_to_all == set(ANONYMOUS_FIELDS.on(TODAY()))


def test_a_delegate_confirms_his_identity_before_he_reads_the_answers(
    page, principal, delegate, place
):
    dossier = submitted(delegate, place, mandate=mandated(principal, delegate))
    signed_in = come_in(page, delegate)
    shown = signed_in.get(dossier.get_absolute_url())
    assert 'id="answers"' in shown.text or shown.tree.find('.//*[@id="papers"]') is not None
    sheet = signed_in.get(reverse("dossiers:sheet", args=[dossier.public_id, "odt"]))
    assert sheet.status_code == 302
    assert sheet["Location"].startswith(reverse("accounts:step_up"))
    assert "to-khai.odt" in sheet["Location"]


def test_a_proven_owner_is_led_to_the_result_through_a_surer_session(page, principal, place):
    clerk = official(place.desk, Role.DESK)
    prove_identity(user=principal, number=NUMBER, proof=IdentityProof(official=clerk))
    dossier = submitted(principal, place)
    answer = come_in(page, principal).get(reverse("dossiers:result", args=[dossier.public_id, 1]))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("accounts:step_up"))


# Pages


def test_giving_confirming_and_filing_through_the_pages(page, principal, delegate, place):
    submitted(principal, place)
    clerk = official(place.desk, Role.DESK)
    prove_identity(user=principal, number=NUMBER, proof=IdentityProof(official=clerk))
    form = {
        "name": delegate.full_name,
        "contact": delegate.email,
        "scope": "all",
        "powers": ["FILE", "PAY"],
        "since": TODAY().isoformat(),
        "until": (TODAY() + timedelta(days=9)).isoformat(),
        "told": "BOTH",
        "basis": "sign",
    }
    refused = come_in(page, principal).post(reverse("dossiers:authorise"), form)
    assert refused.status_code == 200 and not Mandate.objects.exists()

    mandate = authorise(principal=principal, terms=terms(delegate), level=Assurance.IDENTITY)
    signed_in = come_in(page, delegate)
    assert principal.full_name in signed_in.get(reverse("dossiers:mandates")).text_of(".//main")
    signed_in.post(mandate.get_absolute_url(), {"action": "confirm"})
    code = mandate.principal.dossiers.get().revision.procedure.code
    offered = signed_in.get(reverse("dossiers:start", args=[code])).text_of(".//main")
    assert principal.full_name in offered
