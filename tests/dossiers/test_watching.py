"""One thing that cannot be done keeps no other waiting."""

from uuid import uuid4

import pytest

from dossiers.errors import Conflict
from dossiers.models import BulkItem, BulkJob
from dossiers.services.bulk import HANDLER, Chosen, do_step, start_bulk
from dossiers.services.watch.each import tell_each
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.integrations import registry
from portal.integrations.models import OutboxMessage
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted


def test_a_watch_tells_of_all_it_can_and_raises_what_it_could_not():
    told = []

    def tell(number: int) -> int | None:
        if number == 2:
            raise Conflict(None)
        if number == 3:
            raise ZeroDivisionError
        told.append(number)
        return {4: 0, 5: 7}.get(number)

    with pytest.raises(ExceptionGroup) as wrong:
        tell_each([1, 2, 3, 4, 5], tell)
    assert [type(each) for each in wrong.value.exceptions] == [ZeroDivisionError]
    assert told == [1, 4, 5]
    assert tell_each([1, 2, 4, 5], tell) == 1 + 0 + 0 + 7


@pytest.fixture
def job():
    """An officer takes two dossiers for somebody whose account is gone by the time of the work."""
    place = commune()
    desk = official(place.desk, Role.DESK)
    officer = official(place.division, Role.OFFICER)
    dossiers = [accepted(citizen(name), place, desk) for name in ("Lê Thị Na", "Võ Văn Ba")]
    return start_bulk(
        by=officer,
        actor=Actor.official(officer),
        act="assign",
        chosen=[Chosen(dossier.public_id, dossier.version) for dossier in dossiers],
        arguments={"to": 10**9},
        key=uuid4(),
    )


@pytest.mark.django_db
def test_what_is_gone_meanwhile_is_a_result_of_one_dossier(job):
    first = BulkItem.objects.earliest("pk")
    do_step(job_id=job.pk, item_id=first.pk, event=Event.objects.get(kind="bulk.started"))
    first.refresh_from_db()
    assert first.state == "CHANGED" and first.words
    assert OutboxMessage.objects.filter(handler=HANDLER).count() == 2, "the next one is asked for"


@pytest.mark.django_db
def test_a_step_given_up_lets_the_others_go_on_and_the_action_end(job):
    event = Event.objects.get(kind="bulk.started")
    gave_up = registry.find(HANDLER).gave_up
    for item in BulkItem.objects.order_by("pk"):
        assert BulkJob.objects.get().ended_at is None
        payload = {"job": job.pk, "item": item.pk}
        message = OutboxMessage.objects.get(handler=HANDLER, payload=payload)
        gave_up(
            registry.Envelope(message.pk, message.key, event.pk, "", "", payload, 5), "unexpected"
        )
    assert {item.state for item in BulkItem.objects.order_by("pk")} == {"REFUSED"}
    job.refresh_from_db()
    assert (job.done, bool(job.ended_at)) == (2, True)
