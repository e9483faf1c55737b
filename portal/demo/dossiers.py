"""Dossiers of the demo province, one in each situation, made by the portal's own verbs.

Dates are counted back from today, so that the desks always have something due.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count, islice

from django.utils import timezone

from dossiers.models import Dossier, Draft, SupplementItem
from dossiers.models.decision import Outcome
from dossiers.models.supplement import Phase
from dossiers.selectors.drafts import evaluation_of
from dossiers.services.accept import accept
from dossiers.services.close_lapsed import close_lapsed
from dossiers.services.decide import decide, opine, propose
from dossiers.services.hold import claim
from dossiers.services.refuse import refuse
from dossiers.services.start_draft import start_draft
from dossiers.services.submit import submit
from dossiers.services.supplement import ask
from dossiers.services.watch.supplements import watch_supplements
from portal.accounts.models import User
from portal.agencies.models import Agency
from portal.agencies.selectors import agency_by_code, calendar_of
from portal.demo.accounts import WARD
from portal.demo.places import commune_code
from procedures.models import Procedure
from procedures.selectors import offerings_of

PROCEDURE = "2.000635"


@dataclass(frozen=True)
class Cast:
    """Who plays: two citizens and the three officials of the ward."""

    citizen: User
    neighbour: User
    desk: User
    officer: User
    leader: User
    ward: Agency
    unit: Agency


def load() -> None:
    """Make the dossiers when there are none; a demo in which people have worked stays as it is."""
    if Dossier.objects.exists():
        return
    people = cast()
    for working_days, scene in SCENES:
        scene(people, opening(people, working_days))
    print(f"{Dossier.objects.count()} hồ sơ mẫu")


def cast() -> Cast:
    """The people of the demo province who play."""
    today = timezone.localdate()
    people = {
        role: User.objects.get(email=f"{role}@minhha.example")
        for role in ("citizen", "citizen2", "desk", "officer", "leader")
    }
    citizen, neighbour, desk, officer, leader = people.values()
    ward = agency_by_code(WARD, today)
    procedure = Procedure.objects.get(code=PROCEDURE)
    offering = next(row for row in offerings_of(procedure, today) if row.agency == ward)
    return Cast(citizen, neighbour, desk, officer, leader, ward, offering.division)


def opening(cast: Cast, working_days: int) -> datetime:
    """A quarter to nine on the working day so many working days ago."""
    day = timezone.localdate()
    calendar = calendar_of(cast.ward, day)
    days = (day - timedelta(days=back) for back in count())
    worked = (each for each in days if calendar.is_working(each))
    day = next(islice(worked, working_days, None))
    moment = datetime.combine(day, time(8, 45), timezone.get_current_timezone())
    return min(moment, timezone.now())


def drafted(cast: Cast, owner: User, at: datetime, copies: int = 1) -> Draft:
    """A draft that can be sent."""
    procedure = Procedure.objects.select_related("current").get(code=PROCEDURE)
    draft = start_draft(procedure=procedure, by=owner, agency=cast.ward, at=at)
    draft.answers = {
        "applicant": {
            "full_name": owner.full_name,
            "birth_date": owner.profile.birth_date.isoformat(),
            "identity_number": owner.proven_identity.number,
            "phone": owner.phone,
            "address": {
                "province": "99",
                "commune": commune_code("22"),
                "detail": owner.profile.address_detail,
            },
        },
        "for_self": True,
        "records": [
            {
                "event": "birth",
                "registered_at": "UBND phường Bến Mây",
                "year": owner.profile.birth_date.year,
                "copies": copies,
            }
        ],
        "purpose": "Bổ sung hồ sơ nhập học cho con.",
        "truth": True,
    }
    draft.version += 1
    draft.save()
    if errors := evaluation_of(draft, timezone.localdate(at)).errors:
        raise ValueError(f"answers of the demo dossiers: {errors}")
    return draft


def filed(cast: Cast, owner: User, at: datetime, copies: int = 1) -> Dossier:
    """A dossier that waits for the first answer of the desk."""
    draft = drafted(cast, owner, at, copies)
    return submit(draft_id=draft.public_id, by=owner, at=at)


def _accepted(cast: Cast, owner: User, at: datetime) -> Dossier:
    dossier = filed(cast, owner, at)
    return accept(
        dossier=dossier,
        by=cast.desk,
        expected_version=dossier.version,
        unit=cast.unit,
        at=at + timedelta(minutes=40),
    )


def _claimed(cast: Cast, owner: User, at: datetime) -> Dossier:
    dossier = _accepted(cast, owner, at)
    return claim(
        dossier=dossier,
        by=cast.officer,
        expected_version=dossier.version,
        at=at + timedelta(hours=1),
    )


def _proposed(cast: Cast, owner: User, at: datetime) -> Dossier:
    dossier = _claimed(cast, owner, at)
    opine(
        dossier=dossier,
        by=cast.officer,
        expected_version=dossier.version,
        text="Đã đối chiếu sổ đăng ký khai sinh, thông tin khớp.",
        at=at + timedelta(hours=1, minutes=20),
    )
    propose(
        dossier=dossier,
        by=cast.officer,
        expected_version=dossier.version + 1,
        outcome=Outcome.GRANT,
        wording=f"Cấp bản sao trích lục khai sinh cho {owner.full_name}.",
        at=at + timedelta(hours=1, minutes=30),
    )
    dossier.refresh_from_db()
    return dossier


def waits_at_the_desk(cast: Cast, at: datetime) -> None:
    filed(cast, cast.citizen, at)
    filed(cast, cast.neighbour, at, copies=3)


def asked_to_complete(cast: Cast, at: datetime) -> None:
    dossier = filed(cast, cast.citizen, at)
    reason = "Năm đăng ký chưa khớp với sổ gốc; đề nghị kiểm tra lại."
    item = SupplementItem(
        field_key="records.0.year", label="Năm đăng ký", reason=reason, before="1985"
    )
    ask(
        dossier=dossier,
        by=cast.desk,
        expected_version=dossier.version,
        phase=Phase.DESK,
        items=[item],
        reason="",
        at=at + timedelta(minutes=30),
    )


def refused(cast: Cast, at: datetime) -> None:
    dossier = filed(cast, cast.neighbour, at)
    refuse(
        dossier=dossier,
        by=cast.desk,
        expected_version=dossier.version,
        reason="Việc khai sinh được đăng ký ở nơi khác; đề nghị nộp tại cơ quan đã đăng ký.",
        at=at + timedelta(minutes=50),
    )


def given_back(cast: Cast, at: datetime) -> None:
    dossier = _claimed(cast, cast.neighbour, at)
    reason = "Chưa rõ bản sao dùng vào việc gì; đề nghị ghi cụ thể."
    item = SupplementItem(field_key="purpose", label="Mục đích sử dụng", reason=reason)
    request = ask(
        dossier=dossier,
        by=cast.officer,
        expected_version=dossier.version,
        phase=Phase.APPRAISAL,
        items=[item],
        reason="",
        at=at + timedelta(hours=3),
    )
    watch_supplements(request.due_at + timedelta(hours=1))
    dossier.refresh_from_db()
    close_lapsed(
        dossier=dossier,
        by=cast.officer,
        expected_version=dossier.version,
        at=request.due_at + timedelta(hours=16),
    )


def waits_for_an_officer(cast: Cast, at: datetime) -> None:
    _accepted(cast, cast.neighbour, at)


def in_process(cast: Cast, at: datetime) -> None:
    _claimed(cast, cast.citizen, at)


def waits_for_the_leader(cast: Cast, at: datetime) -> None:
    _proposed(cast, cast.neighbour, at)


def granted(cast: Cast, at: datetime) -> None:
    dossier = _proposed(cast, cast.citizen, at)
    proposal = dossier.proposals.get()
    decide(
        dossier=dossier,
        by=cast.leader,
        expected_version=dossier.version,
        outcome=Outcome.GRANT,
        wording=proposal.wording,
        at=at + timedelta(hours=2),
    )


Scene = Callable[[Cast, datetime], None]
SCENES: list[tuple[int, Scene]] = [
    (30, given_back),
    (4, granted),
    (3, refused),
    (1, waits_for_the_leader),
    (1, in_process),
    (1, waits_for_an_officer),
    (1, asked_to_complete),
    (0, waits_at_the_desk),
]
