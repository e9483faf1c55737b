"""A dossier keeps the terms it was accepted under, those of the province too."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dossiers.papers import build
from dossiers.selectors.clock import return_due
from dossiers.selectors.terms import terms_for
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.documents.workflow import PaperKind
from procedures.models import LocalFee, LocalLimit, LocalTerms
from procedures.services.end_local import end_local
from procedures.services.publish_local import publish_local
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db


def local(revision, by: Actor, limit: int, amount: int) -> LocalTerms:
    today = timezone.localdate()
    terms = LocalTerms.objects.create(
        procedure=revision.procedure,
        symbol=f"{limit}/2026/NQ-HĐND",
        signed_on=today,
        in_force_from=today - timedelta(days=1),
    )
    LocalLimit.objects.create(local_terms=terms, limit=limit, unit="working_day")
    LocalFee.objects.create(local_terms=terms, fee_key="phi", amount=amount)
    return publish_local(terms=terms, by=by, expected_version=1)


def test_terms_of_the_province_stay_with_the_dossier_that_was_accepted_under_them():
    place = commune()
    desk = official(place.desk, Role.DESK)
    leader = official(place.committee, Role.APPROVER, name="Vũ Thị Hiền")
    by = Actor("OFFICIAL", leader.pk, place.committee.pk, Role.APPROVER.value)
    revision = procedure(place)
    waiting = submitted(citizen(), place)
    first = local(revision, by, limit=2, amount=8000)

    dossier = accepted(citizen(), place, desk)
    assert dossier.local_terms == [first.pk]
    assert [due.limit for due in dossier.due_dates.exclude(kind="REPLY")] == [2, 2]
    event = Event.objects.get(kind="dossier.accept", subject_id=str(dossier.pk))
    receipt = build(PaperKind.RECEIPT, dossier, event)
    assert receipt.time_limit == "2 ngày làm việc"
    assert "8.000 đ" in receipt.fees and "2/2026/NQ-HĐND" in receipt.fees

    end_local(terms=first, by=by, expected_version=2, until=first.in_force_from)
    second = local(revision, by, limit=1, amount=9000)
    assert return_due(dossier).limit == 2
    assert int(terms_for(dossier).charges[0].amount) == 8000
    assert terms_for(waiting).limit == 1 and terms_for(waiting).local == (second,)
