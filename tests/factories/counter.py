"""A counter: an official at it, somebody before it, a procedure that is taken there."""

from datetime import date

from dossiers.models import Intake, Visit
from dossiers.selectors.counter.offers import receivable
from dossiers.services.counter.intake import Finding, begin_intake, look_at_papers
from dossiers.services.counter.visit import open_visit
from portal.accounts.actors import actor_for as citizen_actor
from portal.accounts.models import User
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.audit.actors import Actor
from procedures.models import Offering
from procedures.models.choices import ChannelKind
from tests.factories.accounts import citizen
from tests.factories.procedures import procedure

NUMBER = "079190001234"
CARD = f"{NUMBER}|271234567|Lò Thị Hoa|29021996|Nữ|Tổ 5, phường Bến Mây|01052021"


def taken_at_counter(place, **options):
    """A published procedure that the desk takes from people and envelopes too."""
    ways = (ChannelKind.ONLINE, ChannelKind.COUNTER, ChannelKind.POST)
    revision = procedure(place, channels=ways, **options)
    for offering in Offering.objects.filter(procedure=revision.procedure):
        offering.channels = [kind.value for kind in ChannelKind]
        offering.save()
    return revision


def proven(name: str = "Lò Thị Hoa", number: str = NUMBER, **fields) -> User:
    """A citizen whose number was proven by the provider."""
    return prove(citizen(name, **fields), number)


def prove(user: User, number: str = NUMBER) -> User:
    """The provider says that this is the person's number."""
    proof = Proof(provider="vneid", subject=f"s{user.pk}", level="2")
    prove_identity(user=user, number=number, proof=proof, by=citizen_actor(user))
    return user


def visit_of(person, place, desk, **options) -> Visit:
    """A visit at the desk of `place`, opened by the official `desk`."""
    return open_visit(
        desk=place.desk,
        person=person,
        by=desk,
        actor=Actor.official(desk),
        **options,
    )


def intake_of(person, place, desk, revision=None, **options) -> Intake:
    """A dossier on the counter, its paper in order."""
    visit = options.pop("visit", None) or visit_of(person, place, desk)
    revision = revision or taken_at_counter(place)
    offering = receivable(visit.desk, visit.way, date(2026, 11, 20)).get(
        procedure=revision.procedure, **({"agency": place.committee})
    )
    intake = begin_intake(visit=visit, by=desk, actor=Actor.official(desk), offering=offering)
    good = {paper.key: Finding(verdict="GOOD") for paper in revision.papers.all()}
    look_at_papers(intake=intake, by=desk, findings=options.pop("findings", good))
    return intake
