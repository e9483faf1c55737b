"""Children: what a parent declares, what an official proves, and whom it lets see what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.errors import Invalid
from dossiers.models import Child
from dossiers.models.mandate import Power
from dossiers.permissions import may_act, owned_by, powers_over
from dossiers.services.counter.visit import open_visit
from dossiers.services.declare_child import (
    OWN,
    WHO,
    BirthPaper,
    ChildFacts,
    declare_child,
    prove_child,
)
from dossiers.services.submit import submit
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.messaging.models import Notice
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import draft, submitted

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def mother():
    return citizen("Hồ Thị Lụa")


@pytest.fixture
def father():
    return citizen("Đinh Văn Tre")


def child_of(guardian, years: int = 6, known=("IDENTITY", "079320001239")) -> Child:
    born = TODAY() - timedelta(days=365 * years)
    facts = ChildFacts("Hồ Bé Na", born, "PARENT", *known)
    return declare_child(guardian=guardian, facts=facts)


def compared(child: Child, clerk, **read) -> Child:
    """The bond proven by `clerk` against a paper."""
    paper = BirthPaper(child.number, "Giấy khai sinh 125/2020", child.birth_date)
    return prove_child(
        child=child, paper=replace(paper, **read), official=clerk, by=Actor.official(clerk)
    )


@pytest.fixture
def clerk(place):
    return official(place.desk, Role.DESK)


@pytest.fixture
def known(mother, father, clerk):
    """Both have shown their cards."""
    for person, number in ((mother, "079185001234"), (father, "079090002345")):
        prove_identity(user=person, number=number, proof=Proof(official=clerk))


def test_a_bond_is_proven_by_an_official_who_reads_the_same_on_the_paper(mother, clerk):
    child = child_of(mother)
    with pytest.raises(Invalid) as refused:
        compared(child, clerk)
    assert refused.value.errors == {"compared": WHO}
    prove_identity(user=mother, number="079185001234", proof=Proof(official=clerk))
    child.refresh_from_db()
    for read, field in (
        ({"number": "126/2020"}, "number"),
        ({"paper_on": child.birth_date - timedelta(days=1)}, "paper_on"),
        ({"paper_on": TODAY() + timedelta(days=1)}, "paper_on"),
    ):
        with pytest.raises(Invalid) as refused:
            compared(child, clerk, **read)
        assert set(refused.value.errors) == {field}
    with pytest.raises(Invalid) as refused:
        compared(child, mother)
    assert refused.value.errors == {"compared": OWN}
    proven = compared(child, clerk)
    assert (proven.proven_by, proven.paper) == (clerk, "Giấy khai sinh 125/2020")
    event = Event.objects.filter(kind="child.proven").get()
    assert event.actor_user_id == clerk.pk and "125/2020" not in str(event.payload)
    assert Notice.objects.filter(recipient=mother, text="dossiers/child_proven_for_person")


def test_a_clerk_proves_the_bond_at_the_counter(page, mother, known, clerk, place):
    visit = open_visit(desk=place.desk, person=mother, by=clerk, actor=Actor.official(clerk))
    here = come_in(page, clerk)
    way = reverse("counter:children", args=[visit.public_id])
    facts = {"full_name": "Hồ Bé Na", "birth_date": "2020-03-14", "relation": "PARENT"}
    told = here.post(way, {**facts, "number_kind": "BIRTH", "number": "125/2020", "action": "add"})
    child = Child.objects.get(guardian=mother)
    assert told["Location"] == reverse("counter:child", args=[visit.public_id, child.pk])
    read = {"number": "125/2020", "paper": "Giấy khai sinh 125/2020", "paper_on": "2020-03-20"}
    assert here.post(told["Location"], {**read, "action": "prove"}).status_code == 422
    here.post(told["Location"], {**read, "compared": "on", "action": "prove"})
    child.refresh_from_db()
    assert child.proven_by == clerk
    assert "13/03/2038" in here.get(told["Location"]).content.decode()
    here.post(told["Location"], {"action": "end"})
    assert here.get(told["Location"]).status_code == 404
    child.refresh_from_db()
    assert child.ended_at


def test_the_number_of_a_certificate_joins_no_two_parents(mother, father, known, clerk, place):
    """Every commune begins its numbers anew: another family may have the same."""
    mine, theirs = (child_of(each, known=("BIRTH", "125/2020")) for each in (mother, father))
    dossier = submitted(mother, place, child=mine)
    compared(mine, clerk), compared(theirs, clerk)
    dossier.refresh_from_db()
    assert not may_act(father, dossier, TODAY(), Power.FOLLOW)
    assert not owned_by(father, TODAY()).exists()


def test_the_other_parent_sees_only_once_both_are_proven(mother, father, known, clerk, place):
    mine, theirs = child_of(mother), child_of(father)
    dossier = submitted(mother, place, child=mine)
    assert not may_act(father, dossier, TODAY(), Power.FOLLOW)
    for child in (mine, theirs):
        compared(child, clerk)
    dossier.refresh_from_db()
    assert powers_over(father, dossier, TODAY()) == {Power.FOLLOW}
    assert list(owned_by(father, TODAY())) == [dossier]
    assert not may_act(father, dossier, TODAY() + timedelta(days=365 * 13), Power.FOLLOW)


def test_for_a_child_of_another_or_of_age_nobody_files(mother, father, place):
    waiting = draft(father, place, child=child_of(mother))
    with pytest.raises(Invalid) as refused:
        submit(draft_id=waiting.public_id, by=father)
    assert "child" in refused.value.errors
    with pytest.raises(Invalid):
        child_of(mother, years=19)
