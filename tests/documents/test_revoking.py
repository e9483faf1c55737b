"""A leader revokes a paper of his agency: reason, confirmation, and everybody can see it."""

import threading

import pytest
from django.db import connection
from django.test import Client

from portal.agencies.roles import Role
from portal.audit.selectors import timeline
from portal.documents import storage
from portal.documents.checking import check_address, check_path
from portal.documents.models import IssuedDocument
from portal.documents.papers import render_paper
from portal.documents.services import issue
from portal.documents.workflow import PaperKind, Validity
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from portal.messaging.models import Notice
from tests.documents import samples
from tests.factories.accounts import citizen as proven_citizen
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune

PAPERS = "/quan-tri/documents/issueddocument/"
REASON = "Cấp nhầm người. Quyết định số 12/QĐ-UBND."

BASIS = "Điều 18 Nghị định 45/2020/NĐ-CP; Quyết định 12/QĐ-UBND ngày 01/11/2026"


@pytest.fixture
def owner(db):
    return proven_citizen()


@pytest.fixture
def paper(owner) -> IssuedDocument:
    receipt = samples.receipt()
    committee = commune().committee
    return issue(
        kind=PaperKind.RECEIPT,
        code=receipt.code,
        pdf=render_paper(receipt),
        agency=committee,
        owner=owner,
        subject=committee,
    )


@pytest.fixture
def leader(client, paper):
    """The client of the leader of the agency of the paper."""
    come_in(client, official(commune().committee, Role.LEADER))
    return client


def address(paper) -> str:
    return f"{PAPERS}{paper.pk}/revoke/"


def answers(paper, action: str, **changed) -> dict:
    kept = {"version": paper.version, "reason": REASON, "basis": BASIS}
    return kept | {"action": action, **changed}


def state_of(paper) -> str:
    paper.refresh_from_db()
    return paper.state


def test_from_the_list_to_the_public_check(leader, paper, owner):
    listed = Client()
    listed.cookies = leader.cookies
    assert paper.code in listed.get(PAPERS).content.decode()
    assert address(paper) in listed.get(f"{PAPERS}{paper.pk}/change/").content.decode()
    assert "REVOKED" not in Client().get(check_path(paper.code)).content.decode()

    page = leader.get(address(paper))
    assert page.text_of(".//h1") == "Thu hồi hoặc thay thế giấy tờ này"
    asked = leader.post(address(paper), answers(paper, "review"))
    assert asked.text_of(".//h1") == "Xác nhận thu hồi" and REASON in asked.text_of(".//main")
    assert state_of(paper) == Validity.VALID

    done = leader.post(address(paper), answers(paper, "revoke"))
    assert done.status_code == 302 and done["Location"] == f"{PAPERS}{paper.pk}/change/"
    assert (state_of(paper), paper.reason) == (Validity.REVOKED, REASON)
    event = timeline(paper).last()
    assert (event.kind, event.actor_role) == ("paper.revoked", Role.LEADER)
    public = Client().get(check_path(paper.code)).content.decode()
    assert 'data-state="REVOKED"' in public and "Cấp nhầm" not in public


def test_the_owner_is_told_with_the_reason(leader, paper, owner):
    leader.post(address(paper), answers(paper, "revoke"))
    deliver(OutboxMessage.objects.get(handler="messaging.paper_revoked").pk)
    notice = Notice.objects.get(recipient=owner)
    assert paper.code in notice.subject and REASON in notice.body and BASIS in notice.body
    assert notice.link == check_path(paper.code)


def again(paper, owner, number: int) -> IssuedDocument:
    """A further paper of the same kind and agency."""
    return issue(
        kind=paper.kind,
        code=f"{paper.code}-TN{number}",
        pdf=storage.read(paper.file.key),
        agency=paper.agency,
        owner=owner,
        subject=paper.agency,
    )


def test_another_paper_takes_its_place_in_one_act(leader, paper, owner):
    new = again(paper, owner, 2)
    for wrong in (paper.code, again(paper, proven_citizen(), 3).code, "KHONG-CO"):
        page = leader.post(address(paper), answers(paper, "revoke", successor=wrong))
        assert "chưa cấp" in page.text_of(".//form") and state_of(paper) == Validity.VALID
    asked = leader.post(address(paper), answers(paper, "review", successor=new.code.lower()))
    assert new.code in asked.text_of(".//main//dl")
    leader.post(address(paper), answers(paper, "revoke", successor=new.code))
    assert (state_of(paper), paper.replaced_by, paper.basis) == (Validity.REPLACED, new, BASIS)
    deliver(OutboxMessage.objects.get(handler="messaging.paper_revoked").pk)
    notice = Notice.objects.get(recipient=owner)
    assert new.code in notice.body and BASIS in notice.body
    public = Client().get(check_address(paper.code)).content.decode()
    assert 'data-state="REPLACED"' in public and new.code in public


def test_a_paper_without_an_owner_is_revoked_all_the_same(leader, paper):
    IssuedDocument.objects.filter(pk=paper.pk).update(owner=None)
    leader.post(address(paper), answers(paper, "revoke"))
    deliver(OutboxMessage.objects.get(handler="messaging.paper_revoked").pk)
    assert state_of(paper) == Validity.REVOKED and not Notice.objects.exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_revoked(leader, paper, reason):
    for action in ("review", "revoke"):
        page = leader.post(address(paper), answers(paper, action, reason=reason))
        assert (
            page.status_code == 200 and page.text_of(".//h1") == "Thu hồi hoặc thay thế giấy tờ này"
        )
    assert state_of(paper) == Validity.VALID


def test_what_was_typed_stays_when_somebody_else_was_faster(leader, paper):
    seen = answers(paper, "revoke")
    IssuedDocument.objects.filter(pk=paper.pk).update(version=paper.version + 1)
    page = leader.post(address(paper), seen)
    assert page.status_code == 409 and "vừa có người thay đổi" in page.text_of(".//main")
    assert page.tree.find(".//textarea").text.strip() == REASON
    assert state_of(paper) == Validity.VALID
    assert leader.post(address(paper), answers(paper, "revoke")).status_code == 302


def test_a_revoked_paper_cannot_be_revoked_again(leader, paper):
    leader.post(address(paper), answers(paper, "revoke"))
    state_of(paper)
    again = leader.post(address(paper), answers(paper, "revoke", reason="Lý do khác"))
    assert again.status_code == 409
    assert "không thể thu hồi nữa" in leader.get(address(paper)).text_of(".//main")
    listed = Client()
    listed.cookies = leader.cookies
    assert address(paper) not in listed.get(f"{PAPERS}{paper.pk}/change/").content.decode()
    assert state_of(paper) == Validity.REVOKED and paper.reason == REASON


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.DESK, Role.OFFICER])
def test_nobody_but_a_leader_revokes(paper, role):
    client = come_in(Client(), official(commune().committee, role))
    assert client.get(address(paper)).status_code == 403
    assert client.post(address(paper), answers(paper, "revoke")).status_code == 403
    assert state_of(paper) == Validity.VALID


def test_the_leader_of_another_agency_finds_no_such_paper(paper):
    other = commune("H99.23").committee
    client = come_in(Client(), official(other, Role.LEADER))
    assert paper.code not in client.get(PAPERS).content.decode()
    assert client.get(f"{PAPERS}{paper.pk}/change/").status_code in (302, 404)
    assert client.get(address(paper)).status_code == 404
    assert client.post(address(paper), answers(paper, "revoke")).status_code == 404
    assert state_of(paper) == Validity.VALID


@pytest.mark.django_db(transaction=True)
def test_two_leaders_at_once_revoke_once(paper):
    leaders = [
        come_in(Client(), official(commune().committee, Role.LEADER, title=f"Phó chủ tịch {n}"))
        for n in range(2)
    ]
    start, told = threading.Barrier(2), []

    def presses(client, n):
        start.wait(20)
        response = client.post(address(paper), answers(paper, "revoke", reason=f"Lý do {n}"))
        told.append(response.status_code)
        connection.close()

    pressing = [threading.Thread(target=presses, args=(c, n)) for n, c in enumerate(leaders)]
    [thread.start() for thread in pressing]
    [thread.join() for thread in pressing]
    assert sorted(told) == [302, 409]
    assert [event.kind for event in timeline(paper)].count("paper.revoked") == 1
