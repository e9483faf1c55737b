"""What arrives is composed, links speak the reader's language, an organisation owns its filings."""

from datetime import timedelta
from unicodedata import normalize

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.checks.clock import dates_come_out_again
from dossiers.models import DueDate
from dossiers.permissions import may_act, owned_by
from dossiers.services.decide import decide
from dossiers.services.refuse import refuse
from dossiers.services.sign import fail_signing
from portal.accounts.models import Membership, Organisation
from portal.agencies.roles import Role
from portal.messaging.models import Notice
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, proposed, submitted

pytestmark = pytest.mark.django_db

REASON = "Thiếu Giấy chứng sinh.\nĐề nghị nộp lại."


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


def test_words_sent_in_pieces_are_kept_whole(page, place, desk):
    dossier = submitted(citizen(), place)
    in_pieces = normalize("NFD", REASON).replace("\n", "\r\n")
    assert in_pieces != REASON

    come_in(page, desk).post(
        reverse("desk:dossier", args=[dossier.public_id]),
        {"action": "refuse", "version": 1, "reason": in_pieces},
    )

    dossier.refresh_from_db()
    assert dossier.closing_reason == REASON


def test_links_of_notices_are_in_the_language_of_the_reader(place, desk):
    reader = citizen(language="en")
    dossier = submitted(reader, place)

    refuse(dossier=dossier, by=desk, expected_version=1, reason="Sai thẩm quyền.")

    notice = Notice.objects.get(text="dossiers/refused_for_citizen")
    assert notice.link == f"/en{dossier.get_absolute_url()}"


def test_who_no_longer_represents_the_organisation_no_longer_sees_its_dossiers(place):
    today = timezone.localdate()
    filer, successor = citizen(), citizen()
    firm = Organisation.objects.create(name="Hợp tác xã Bến Mây", tax_number="0100109106")
    for person in (filer, successor):
        Membership.objects.create(
            user=person, organisation=firm, role="REPRESENTATIVE", since=today - timedelta(days=9)
        )
    dossier = submitted(filer, place, organisation=firm)
    assert may_act(filer, dossier, today)

    Membership.objects.filter(user=filer).update(until=today - timedelta(days=1))

    assert not may_act(filer, dossier, today)
    assert list(owned_by(filer, today)) == []
    assert list(owned_by(successor, today)) == [dossier]


def test_who_decided_hears_that_the_signature_failed(place, desk):
    officer = official(place.division, Role.OFFICER)
    leader = official(place.committee, Role.LEADER)
    dossier = proposed(citizen(), place, desk, officer)
    decide(
        dossier=dossier,
        by=leader,
        expected_version=dossier.version,
        outcome="GRANT",
        wording="Chấp thuận.",
    )

    fail_signing(dossier=dossier, reason="Thiết bị ký không trả lời")

    notice = Notice.objects.get(text="dossiers/signing_failed_for_official")
    assert notice.recipient == leader
    assert "Thiết bị ký không trả lời" in notice.body


def test_a_forged_date_is_found(place, desk):
    dossier = accepted(citizen(), place, desk)
    assert list(dates_come_out_again()) == []

    later = dossier.deadline_at + timedelta(days=7)
    DueDate.objects.filter(dossier=dossier, kind="STATUTORY").update(at=later)

    assert [difference.problem for difference in dates_come_out_again()] == ["STATUTORY date"]
