import pytest
from django.contrib.auth import get_user_model

from portal.agencies.models import Agency
from portal.documents.papers import render_paper
from portal.documents.services import issue
from portal.documents.workflow import PaperKind
from tests.documents import samples


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    """Each test has its own storage, keys and trusted authorities."""
    settings.PORTAL_DATA_DIR = tmp_path
    settings.TRUSTED_AUTHORITIES = str(tmp_path / "keys" / "trusted")
    options = {"location": str(tmp_path / "files"), "file_permissions_mode": 0o600}
    private = {**settings.STORAGES["private"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path


@pytest.fixture
def citizen(db):
    return get_user_model().objects.create_user(full_name="Nguyễn Thị Mận")


@pytest.fixture
def stranger(db):
    return get_user_model().objects.create_user(full_name="Trần Văn Đậu")


@pytest.fixture
def agency(db):
    return Agency.objects.create(
        name="UBND phường Bến Mây",
        level=Agency.Level.COMMUNE,
        kind=Agency.Kind.PEOPLE_COMMITTEE,
        since="2025-07-01",
    )


@pytest.fixture
def issued(agency, citizen):
    """A receipt on record, with its PDF and its twin."""
    paper = samples.receipt()
    return issue(
        kind=PaperKind.RECEIPT,
        code=paper.code,
        pdf=render_paper(paper),
        agency=agency,
        owner=citizen,
        subject=agency,
        paper=paper,
    )
