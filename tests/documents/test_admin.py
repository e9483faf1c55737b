"""Papers and files in the back office: to be looked at by those who audit and run the portal."""

import pytest
from django.test import Client

from portal.agencies.roles import Role
from portal.documents.workflow import Signing
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune

PAPERS = "/quan-tri/documents/issueddocument/"
FILES = "/quan-tri/documents/storedfile/"


def as_role(role: Role) -> Client:
    client = Client()
    return come_in(client, official(commune().committee, role))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
def test_papers_and_files_are_seen_and_not_changed(issued, role):
    client = as_role(role)
    listed = client.get(PAPERS, {"signing__exact": Signing.NONE}).content.decode()
    assert issued.code in listed
    paper = client.get(f"{PAPERS}{issued.pk}/change/").content.decode()
    assert issued.sha256 in paper and issued.secret_hash not in paper
    assert str(issued.file_id) in client.get(FILES).content.decode()
    for address in (f"{PAPERS}add/", f"{PAPERS}{issued.pk}/delete/", f"{FILES}add/"):
        assert client.get(address).status_code in (403, 404)


def test_other_officials_see_neither(issued):
    client = as_role(Role.DESK)
    assert client.get(PAPERS).status_code in (403, 404)
    assert client.get(FILES).status_code in (403, 404)
