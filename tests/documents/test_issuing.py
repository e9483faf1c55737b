import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM
from portal.audit.selectors import timeline
from portal.audit.subjects import Subject
from portal.documents import registry, storage
from portal.documents.checking import check_address, check_secret, secret_hash, secret_matches
from portal.documents.errors import PaperConflict, SigningFailed
from portal.documents.models import IssuedDocument, StoredFile
from portal.documents.papers import from_json, render_paper
from portal.documents.selectors import checkable, issued_for
from portal.documents.services import attach_signed, issue, replace, revoke, sign_again
from portal.documents.verification import signatures_of
from portal.documents.workflow import PaperKind, Signing, Validity
from portal.integrations.errors import Never, Retry
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import Envelope, find
from tests.documents import samples

SUBJECT = Subject("tests.thing", "1")


@pytest.fixture
def result(agency, citizen):
    paper = samples.result()
    return issue(
        kind=PaperKind.RESULT,
        code=paper.code,
        pdf=render_paper(paper),
        agency=agency,
        owner=citizen,
        subject=SUBJECT,
        sign=True,
        signer_name="Vũ Thị Hiền",
    )


def envelope() -> Envelope:
    message = OutboxMessage.objects.get(handler="documents.sign")
    return Envelope(
        message.pk,
        message.key,
        message.event_id,
        message.recipient,
        message.channel,
        message.payload,
        1,
    )


def kinds(document) -> list[str]:
    return [event.kind for event in timeline(document)]


def test_an_issued_paper_can_be_found_checked_and_read_again(issued, citizen, agency):
    assert checkable(samples.CODE) == issued
    assert (issued.state, issued.signing) == (Validity.VALID, Signing.NONE)
    assert issued.sha256 == issued.file.sha256 == storage.digest_of(issued.file.key)
    assert issued.file.owner == citizen
    assert from_json(storage.read(issued.twin.key)) == samples.receipt()
    assert list(issued_for(agency)) == [issued]
    assert kinds(issued) == ["paper.issued"]


def test_the_secret_is_not_in_the_database_and_has_eighty_bits_and_more(issued):
    secret = check_secret(issued.code)
    assert len(secret) * 5 >= 80
    assert issued.secret_hash == secret_hash(secret) and secret not in issued.secret_hash
    assert secret_matches(secret, issued.secret_hash)
    assert not secret_matches(secret[:-1] + "0", issued.secret_hash)
    assert not secret_matches("", "") and not secret_matches(secret, "")
    assert check_address(issued.code).endswith(f"/kiem-tra/{issued.code}/?k={secret}")


def test_papers_printed_under_an_earlier_key_stay_checkable(issued, settings):
    printed = check_secret(issued.code)
    settings.SECRET_KEY = "another key"
    assert check_secret(issued.code) != printed
    assert secret_matches(printed, issued.secret_hash)


def test_issuing_the_same_code_again_gives_the_same_paper(issued, agency, citizen):
    again = issue(
        kind=PaperKind.RECEIPT,
        code=issued.code,
        pdf=b"%PDF-other",
        agency=agency,
        owner=citizen,
        subject=agency,
    )
    assert again == issued and again.sha256 == issued.sha256
    assert kinds(issued) == ["paper.issued"]


def test_a_paper_that_is_not_signed_yet_is_not_public(result):
    assert result.signing == Signing.SIGNING
    assert checkable(result.code) is None


def test_the_worker_signs_and_whoever_follows_is_told(result, monkeypatch):
    told = []
    monkeypatch.setitem(
        registry._followers, "tests.thing", lambda d, e: told.append((d.signing, e.kind))
    )
    find("documents.sign").deliver(envelope())
    result.refresh_from_db()
    assert result.signing == Signing.SIGNED and result.signed_at
    assert result.sha256 == result.file.sha256
    (report,) = signatures_of(storage.read(result.file.key))
    assert report.holds and report.signer == "Vũ Thị Hiền" and report.agency == result.agency.name
    assert checkable(result.code) == result
    assert told == [(Signing.SIGNED, "paper.signed")]
    assert kinds(result) == ["paper.issued", "paper.signed"]


def test_signing_twice_changes_nothing(result):
    find("documents.sign").deliver(envelope())
    result.refresh_from_db()
    find("documents.sign").deliver(envelope())
    attach_signed(document=result, pdf=b"%PDF-late")
    after = IssuedDocument.objects.get(pk=result.pk)
    assert (after.version, after.sha256) == (result.version, result.sha256)


class Broken:
    retry = True

    def sign(self, pdf, *, reason, signer_name, agency):
        raise SigningFailed("the card is out of the reader", retry=self.retry)


class Refusing(Broken):
    retry = False


@pytest.mark.parametrize(("signer", "error"), [("Broken", Retry), ("Refusing", Never)])
def test_a_failing_signer_is_tried_again_or_not_as_it_says(result, settings, signer, error):
    settings.SIGNER = f"tests.documents.test_issuing.{signer}"
    with pytest.raises(error):
        find("documents.sign").deliver(envelope())
    result.refresh_from_db()
    assert result.signing == Signing.SIGNING


def test_after_the_last_try_the_failure_is_visible_and_can_be_mended(result, monkeypatch):
    told = []
    monkeypatch.setitem(registry._followers, "tests.thing", lambda d, e: told.append(d.signing))
    find("documents.sign").gave_up(envelope(), "the card is out of the reader")
    result.refresh_from_db()
    assert result.signing == Signing.FAILED and "card" in result.signing_error
    assert checkable(result.code) is None and told == [Signing.FAILED]
    sign_again(document=result)
    assert OutboxMessage.objects.filter(handler="documents.sign").count() == 2
    latest = OutboxMessage.objects.filter(handler="documents.sign").latest("pk")
    find("documents.sign").deliver(
        Envelope(latest.pk, latest.key, latest.event_id, "", "", latest.payload, 1)
    )
    result.refresh_from_db()
    assert result.signing == Signing.SIGNED and result.signing_error == ""


def test_no_signature_can_be_put_on_a_paper_that_wants_none(issued):
    with pytest.raises(PaperConflict):
        attach_signed(document=issued, pdf=b"%PDF-")
    with pytest.raises(PaperConflict):
        sign_again(document=issued)


def test_a_revoked_paper_stays_for_look_up(issued):
    at = timezone.now()
    revoke(document=issued, reason="Cấp nhầm người", by=SYSTEM, at=at)
    found = checkable(issued.code)
    assert (found.state, found.reason, found.ended_at) == (Validity.REVOKED, "Cấp nhầm người", at)
    assert kinds(issued) == ["paper.issued", "paper.revoked"]
    with pytest.raises(PaperConflict):
        revoke(document=issued, reason="Lần nữa", by=SYSTEM)


def second(issued, agency, citizen, code="H99.22-261123-0001-TN2"):
    return issue(
        kind=PaperKind.RECEIPT,
        code=code,
        pdf=storage.read(issued.file.key),
        agency=agency,
        owner=citizen,
        subject=agency,
    )


def test_a_replaced_paper_names_its_successor(issued, agency, citizen):
    after = second(issued, agency, citizen)
    replace(document=issued, successor=after, reason="Sai địa chỉ", by=SYSTEM)
    found = checkable(issued.code)
    assert (found.state, found.replaced_by) == (Validity.REPLACED, after)
    assert kinds(issued)[-1] == "paper.replaced"


def test_a_paper_cannot_replace_itself_or_be_replaced_by_a_dead_one(issued, agency, citizen):
    after = second(issued, agency, citizen)
    with pytest.raises(PaperConflict):
        replace(document=issued, successor=issued, reason="x", by=SYSTEM)
    revoke(document=after, reason="x", by=SYSTEM)
    with pytest.raises(PaperConflict):
        replace(document=issued, successor=after, reason="x", by=SYSTEM)


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_ends_without_a_reason(issued, agency, citizen, reason):
    with pytest.raises(ValueError, match="reason"):
        revoke(document=issued, reason=reason, by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedDocument.objects.filter(pk=issued.pk).update(state=Validity.REVOKED)


def test_who_looked_at_an_older_version_is_told(issued):
    revoke(document=issued, reason="x", by=SYSTEM, expected_version=issued.version)
    with pytest.raises(PaperConflict, match="version 2"):
        revoke(document=issued, reason="x", by=SYSTEM, expected_version=issued.version)


def test_a_file_of_a_paper_cannot_be_deleted(issued):
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=issued.file_id)._raw_delete(using="default")
        connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_revoke_at_once_one_is_told(issued):
    outcomes, start = [], threading.Barrier(2)

    def work():
        start.wait()
        try:
            revoke(document=issued, reason="Cùng lúc", by=SYSTEM, expected_version=issued.version)
            outcomes.append("done")
        except PaperConflict:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["done", "told"]
    assert kinds(issued).count("paper.revoked") == 1
