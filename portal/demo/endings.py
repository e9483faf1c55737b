"""What becomes of dossiers in the end, in the demo province: results that wait, that were put
away, corrected and revoked; an archive with a list to destroy and one destroyed dossier. Made by
the portal's own verbs.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dossiers.models import ArchiveEntry, Dossier, ResultEntry
from dossiers.models.decision import Outcome
from dossiers.services.accept import accept
from dossiers.services.archive.close import close, close_finished
from dossiers.services.archive.destroy import destroy_due
from dossiers.services.archive.dispose import approve_disposal, propose_disposal
from dossiers.services.decide import decide, propose
from dossiers.services.hold import claim
from dossiers.services.let_out import hold_for, let_out
from dossiers.services.money.cash import take_cash
from dossiers.services.papers import make_paper
from dossiers.services.reopen import reopen
from dossiers.services.submit import submit
from dossiers.services.watch.results import watch_results
from dossiers.services.withdraw import withdraw
from dossiers.workflow import Action, State
from portal.accounts.models import User
from portal.agencies.models import Post
from portal.agencies.roles import Role
from portal.agencies.services import appoint
from portal.audit.actors import SYSTEM, Actor
from portal.audit.selectors import timeline
from portal.demo.accounts import SINCE
from portal.demo.dossiers import Cast, cast, drafted, opening
from portal.documents import storage
from portal.documents.models import IssuedDocument
from portal.documents.services import attach_signed, revoke
from portal.documents.signing import signer
from portal.documents.workflow import PaperKind

LONG_AGO = 6
"""Years since the dossiers were closed whose term has ended."""


@transaction.atomic
def load() -> None:
    """Once; a demo in which people have worked stays as it is."""
    if ArchiveEntry.objects.exists():
        return
    people = cast()
    put_away(people, opening(people, 50))
    went_into_the_archive(people)
    corrected(people, opening(people, 9))
    revoked(people, opening(people, 12))
    lies_ready_unpaid(people, opening(people, 3))
    at_the_end_of_their_term(people)


def decided(people: Cast, owner: User, at: datetime, way: str = "ONLINE") -> Dossier:
    """A dossier of two copies, granted and signed on the same day."""
    draft = drafted(people, owner, at, copies=2)
    draft.return_way = way
    draft.save(update_fields=["return_way"])
    dossier = submit(draft_id=draft.public_id, by=owner, at=at)
    taken = at + timedelta(minutes=30)
    dossier = accept(**step(dossier, people.desk, taken), unit=people.unit)
    dossier = claim(**step(dossier, people.officer, taken))
    grant(people, dossier, at + timedelta(hours=1))
    return dossier


def step(dossier: Dossier, by: User, at: datetime) -> dict:
    dossier.refresh_from_db(fields=["version", "state"])
    return {"dossier": dossier, "by": by, "expected_version": dossier.version, "at": at}


def grant(people: Cast, dossier: Dossier, at: datetime) -> IssuedDocument:
    """Proposed, decided, let out and signed."""
    wording = f"Cấp bản sao trích lục khai sinh cho {dossier.owner.full_name}."
    said = {"outcome": Outcome.GRANT, "wording": wording}
    propose(**step(dossier, people.officer, at), **said)
    decide(**step(dossier, people.leader, at), **said)
    left = at + hold_for(dossier, at)
    dossier.refresh_from_db()
    if dossier.state == State.HELD:
        dossier = let_out(dossier=dossier, by=None, at=left)
    event = timeline(dossier).filter(kind=f"dossier.{Action.LET_OUT}").last()
    document = make_paper(kind=PaperKind.RESULT, dossier=dossier, event=event, at=left)
    pdf = signer().sign(
        storage.read(document.file.key),
        reason=document.get_kind_display(),
        signer_name=document.signer_name,
        agency=document.agency.name,
    )
    return attach_signed(document=document, pdf=pdf, at=left)


def pay(people: Cast, dossier: Dossier, at: datetime) -> None:
    """In cash, where anything is asked for."""
    for demand in dossier.demands.filter(state="OPEN"):
        take_cash(dossier=dossier, by=people.desk, amount=demand.amount, at=at)


def put_away(people: Cast, at: datetime) -> None:
    """Ready more than sixty days ago and never fetched: reminded twice, then put away."""
    dossier = decided(people, people.neighbour, at, way="DESK")
    pay(people, dossier, at)
    for days in (11, 31, 62):
        watch_results(at + timedelta(days=days))


def went_into_the_archive(people: Cast) -> None:
    """A result, a withdrawn and, from this month, one that an official closed by hand."""
    for days in (46, 44):
        at = opening(people, days)
        pay(people, decided(people, people.citizen, at), at + timedelta(days=1))
    withdrawn(people, people.neighbour, opening(people, 40))
    close_finished()
    dossier = withdrawn(people, people.citizen, opening(people, 6))
    close(dossier=dossier, by=people.leader)


def withdrawn(people: Cast, owner: User, at: datetime) -> Dossier:
    draft = drafted(people, owner, at)
    dossier = submit(draft_id=draft.public_id, by=owner, at=at)
    later = at + timedelta(hours=5)
    return withdraw(**step(dossier, owner, later), reason="Đã có bản sao từ lần trước.")


def corrected(people: Cast, at: datetime) -> None:
    """The agency had the name wrong; the second result replaces the first."""
    dossier = decided(people, people.citizen, at)
    pay(people, dossier, at + timedelta(days=1))
    reason = "Kết quả ghi sai chữ đệm trong họ tên người mẹ."
    again = at + timedelta(days=2)
    reopen(**step(dossier, people.leader, again), reason=reason)
    grant(people, dossier, again + timedelta(hours=2))


def revoked(people: Cast, at: datetime) -> None:
    """A result that was withdrawn by the agency that issued it."""
    dossier = decided(people, people.neighbour, at)
    pay(people, dossier, at + timedelta(days=1))
    revoke(
        document=ResultEntry.objects.get(dossier=dossier).document,
        reason="Sổ gốc được cải chính sau khi cấp; đề nghị nhận bản sao mới.",
        basis="Khoản 3 Điều 69 Luật Hộ tịch; Quyết định số 14/QĐ-UBND",
        by=Actor.official(people.leader),
        at=at + timedelta(days=5),
    )


def lies_ready_unpaid(people: Cast, at: datetime) -> None:
    """Ready at the desk, the fee not yet paid."""
    decided(people, people.citizen, at, way="DESK")


def at_the_end_of_their_term(people: Cast) -> None:
    """Kept for their five years: one destroyed, one on a list that waits, one to be looked at."""
    old = [taken_over(people, opening(people, days)) for days in (37, 36, 35)]
    reason = "Hết thời hạn lưu trữ, không còn giá trị sử dụng."
    now = timezone.now()
    long_since = now - timedelta(days=45)
    said = {"by": chair_of(people), "reason": reason}
    carried_out = propose_disposal(entries=old[:1], **said, at=long_since)
    approve_disposal(
        disposal=carried_out,
        by=people.leader,
        expected_version=1,
        at=long_since + timedelta(days=3),
    )
    destroy_due(at=now)
    propose_disposal(entries=old[1:2], **said, at=now - timedelta(days=1))


def taken_over(people: Cast, at: datetime) -> ArchiveEntry:
    """An entry as the commune before this ward would have left it. No verb reaches back so far:
    nothing is offered before the demo province begins.
    """
    dossier = withdrawn(people, people.citizen, at)
    entry = close(dossier=dossier, by=None, at=at + timedelta(days=31))
    year = entry.closed_at.year - LONG_AGO
    entry.year, entry.closed_at = year, entry.closed_at.replace(year=year, day=1)
    entry.ends_on = entry.ends_on.replace(year=year + entry.years)
    entry.save(update_fields=["year", "closed_at", "ends_on"])
    return entry


def chair_of(people: Cast) -> User:
    """The ward's other leader, for what two must agree on; nobody signs in as he."""
    chair = User(email="chair@minhha.example", full_name="Nguyễn Hữu Phước", is_demo=True)
    chair.kind, chair.is_staff = User.Kind.OFFICIAL, True
    chair.set_unusable_password()
    chair.save()
    named = {"title": "Chủ tịch UBND phường", "title_en": "Chair of the ward"}
    post = Post.objects.create(agency=people.ward, roles=[Role.LEADER.value], **named)
    appoint(post=post, user=chair, since=SINCE, by=SYSTEM)
    return chair
