"""`verify files` finds every difference between what is recorded and what is stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.audit.checks import run
from portal.documents.models import IssuedDocument
from portal.documents.services import store_upload
from tests.documents import samples


def differences() -> list[tuple[str, str]]:
    return [(d.thing, d.problem) for _area, _name, found in run(["files"]) for d in found]


@pytest.fixture
def stored(citizen):
    return store_upload(SimpleUploadedFile("a.jpg", samples.picture()), citizen)


def test_a_portal_in_order_has_no_difference(stored, issued):
    assert differences() == []


def test_a_changed_file_is_named(stored, issued, data_folder):
    (data_folder / "files" / stored.key).write_bytes(b"x")
    assert differences() == [(f"file {stored.pk}", "has changed")]


def test_a_lost_file_is_named(stored, issued, data_folder):
    (data_folder / "files" / stored.key).unlink()
    assert differences() == [(f"file {stored.pk}", "is missing from the storage")]


def test_a_paper_that_is_not_its_file_is_named(issued):
    IssuedDocument.objects.filter(pk=issued.pk).update(sha256="0" * 64)
    assert differences() == [(f"paper {issued.code}", "is not its file")]
