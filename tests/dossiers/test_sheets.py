"""The form with its answers on paper: for its owner and for the officials at work on it."""

from datetime import date

import pytest

from dossiers.models import Dossier
from dossiers.selectors.counter.scan import Kind, recognise
from dossiers.selectors.sheets import sheet_of_dossier, sheet_of_draft
from portal.agencies.roles import Role
from portal.audit.models import AccessEntry
from tests.dossiers.forms import ANSWERS, BIRTH
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import draft, submitted
from tests.factories.procedures import procedure
from tests.procedures.test_printing import squeezed, text_of_odt, text_of_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def owner():
    return citizen()


@pytest.fixture
def begun(owner, place):
    answers = {"full_name": "Nguyễn Thị Mận", "phone": "0912"}
    revision = procedure(place, form=BIRTH)
    return draft(owner, place, revision=revision, answers=answers, with_paper=False)


@pytest.fixture
def sent(owner, place):
    return submitted(owner, place, revision=procedure(place, form=BIRTH), answers=ANSWERS)


def test_what_was_entered_can_be_kept_before_sending(page, begun, owner):
    page.force_login(owner)
    overview = page.get(f"/ho-so/nhap/{begun.public_id}/").content.decode()
    address = f"/ho-so/nhap/{begun.public_id}/to-khai.pdf"
    assert address in overview
    answer = page.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    text = text_of_pdf(answer.content)
    for words in ("Nguyễn Thị Mận", "0912", "Chưa nộp", "Kính gửi: UBND phường Bến Mây"):
        assert squeezed(words) in text, words
    odt = page.get(f"/ho-so/nhap/{begun.public_id}/to-khai.odt")
    assert squeezed("Nguyễn Thị Mận") in text_of_odt(odt.content)


def test_what_was_sent_can_be_kept_by_owner_and_official(page, sent, owner, place):
    page.force_login(owner)
    address = f"/ho-so/{sent.public_id}/to-khai.pdf"
    assert address in page.get(sent.get_absolute_url()).content.decode()
    text = text_of_pdf(page.get(address).content)
    assert squeezed(sent.reference) in text and squeezed("nộp trực tuyến") in text

    come_in(page, official(place.desk, Role.DESK))
    at_desk = f"{sent.desk_url}to-khai.odt"
    assert at_desk in page.get(sent.desk_url).content.decode()
    assert squeezed(sent.reference) in text_of_odt(page.get(at_desk).content)
    assert AccessEntry.objects.filter(owner_user_id=owner.pk).exists()


def test_nobody_else_finds_it(page, begun, sent):
    page.force_login(citizen(email="la@minhha.example"))
    assert page.get(f"/ho-so/nhap/{begun.public_id}/to-khai.pdf").status_code == 404
    assert page.get(f"/ho-so/{sent.public_id}/to-khai.pdf").status_code == 404
    assert page.get(f"{sent.desk_url}to-khai.pdf").status_code != 200
    come_in(page, official(commune("H99.23").desk, Role.DESK))
    assert page.get(f"{sent.desk_url}to-khai.pdf").status_code == 404


def test_other_endings_and_filings_without_a_form_are_not_found(page, sent, owner):
    page.force_login(owner)
    assert page.get(f"/ho-so/{sent.public_id}/to-khai.exe").status_code == 404
    Dossier.objects.filter(pk=sent.pk).update(form_version=None)
    assert page.get(f"/ho-so/{sent.public_id}/to-khai.pdf").status_code == 404


def test_the_code_on_the_sheet_opens_the_filing_at_the_counter(begun, sent):
    brought = recognise(sheet_of_draft(begun, date(2026, 11, 20)).scan)
    assert (brought.kind, brought.value) == (Kind.DRAFT, str(begun.public_id))
    filed = recognise(sheet_of_dossier(sent).scan)
    assert (filed.kind, filed.value) == (Kind.DOSSIER, sent.reference)
