"""A kept paper is removed in one window while dossiers with it are sent in others."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from dossiers.errors import Invalid
from dossiers.models import Dossier, Draft
from dossiers.services.submit import submit
from dossiers.services.wallet.keep import Facts, keep_paper
from dossiers.services.wallet.remove import remove_paper
from dossiers.services.wallet.reuse import reuse_in_draft
from portal.agencies.roles import Role
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, draft

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(jobs):
    """What each job returned, or in what it was refused."""
    start = Barrier(len(jobs))

    def run(job):
        try:
            start.wait()
            return job()
        except Invalid as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_each_dossier_goes_with_its_paper_or_not_at_all():
    place, owner = commune(), citizen()
    first = accepted(owner, place, official(place.desk, Role.DESK))
    kept = keep_paper(row=first.papers.get(), by=owner, facts=Facts())
    begun = [draft(owner, place, with_paper=False) for _number in range(3)]
    for each in begun:
        paper = each.revision.papers.get()
        reuse_in_draft(draft=each, by=owner, paper=paper, kept=kept)

    sending = [lambda each=each: submit(draft_id=each.public_id, by=owner) for each in begun]
    *sent, removed = at_once([*sending, lambda: remove_paper(kept=kept, by=owner)])

    assert removed.removed_at is not None
    went = [each for each in sent if isinstance(each, Dossier)]
    assert Dossier.objects.count() == len(went) + 1
    assert all(each.papers.get().file_id == kept.file_id for each in went)
    left = Draft.objects.filter(owner=owner)
    assert left.count() == len(begun) - len(went)
    assert not any(each.papers.exists() for each in left)
