"""Work on the desks of the demo province: other agencies asked, papers on their way, people in the
hall, time running out, parcels with the post. Made by the portal's own verbs.
"""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from dossiers.models import Dossier, DraftPaper, Shipment, SupplementItem, Task
from dossiers.models.shipment import Direction, Source
from dossiers.models.supplement import Phase
from dossiers.models.task import TaskOutcome
from dossiers.selectors.counter.offers import receivable
from dossiers.selectors.drafts import asked_papers, evaluation_of
from dossiers.selectors.postage import Address, offered
from dossiers.selectors.tasks import planned
from dossiers.services.accept import accept
from dossiers.services.answer_task import answer_task
from dossiers.services.bulk import Chosen, start_bulk
from dossiers.services.coordinate import coordinate
from dossiers.services.counter.intake import Finding, begin_intake, look_at_papers
from dossiers.services.counter.queue import call_next, take_number
from dossiers.services.counter.receive import accept_at_counter
from dossiers.services.counter.visit import open_visit
from dossiers.services.decide import decide, propose
from dossiers.services.explain import open_explanation
from dossiers.services.hold import claim
from dossiers.services.instruct import instruct
from dossiers.services.shipments.frame import handling
from dossiers.services.shipments.report import take_report
from dossiers.services.shipments.request import request_shipment
from dossiers.services.start_draft import start_draft
from dossiers.services.submit import submit
from dossiers.services.supplement import ask
from dossiers.services.watch.dates import watch_dates
from portal.accounts.models import User
from portal.agencies.models import Post
from portal.agencies.roles import Role
from portal.agencies.selectors import agency_by_code
from portal.agencies.services import appoint
from portal.audit.actors import SYSTEM, Actor
from portal.demo.accounts import SINCE, WARD
from portal.demo.dossiers import Cast, cast, filed, opening
from portal.demo.places import PROVINCE_CODE, commune_code
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from portal.integrations.post.port import Report, Scan
from procedures.models import Procedure

PERMIT = "1.013225"
A4 = (620, 877)
BULK_KEY = UUID("5f1b0c52-7a0e-4b56-9a3e-0d6f6f1c2a77")


def load() -> None:
    """Fill the desks once; a demo in which people have worked stays as it is."""
    if Task.objects.exists():
        return
    people = cast()
    builder = second_post(people.officer)
    for working_days, scene in ((3, asked_side_by_side), (5, answered), (13, late)):
        scene(people, builder, opening(people, working_days))
    decided_a_moment_ago(people, builder)
    supplement_about_to_lapse(people)
    on_the_way_with_the_post(people)
    handed_in_at_the_counter(people)
    people_in_the_hall(people)
    taken_up_together(people)


def second_post(officer: User) -> User:
    """The registrar also looks after building, as in many small wards."""
    unit = agency_by_code(f"{WARD}.03", timezone.localdate())
    post, is_new = Post.objects.get_or_create(
        agency=unit,
        title="Công chức kiêm nhiệm xây dựng",
        defaults={"title_en": "Building officer", "roles": [Role.OFFICER.value]},
    )
    if is_new:
        appoint(post=post, user=officer, since=SINCE, by=SYSTEM)
    return officer


def permit(people: Cast, builder: User, owner: User, at: datetime) -> Dossier:
    """An application to build a house, accepted and with the official who deals with it."""
    procedure = Procedure.objects.select_related("current").get(code=PERMIT)
    case = procedure.current.cases.get(key="nha-o-rieng-le")
    draft = start_draft(procedure=procedure, by=owner, agency=people.ward, case=case, at=at)
    draft.answers = house(owner, timezone.localdate(at).year + 1)
    draft.version += 1
    draft.save()
    if errors := evaluation_of(draft, timezone.localdate(at)).errors:
        raise ValueError(f"answers of the demo permits: {errors}")
    for paper in asked_papers(draft):
        file = store_upload(sheet(f"{paper.key}.png"), owner, Purpose.DOSSIER_PAPER)
        DraftPaper.objects.create(draft=draft, paper=paper, file=file)
    dossier = submit(draft_id=draft.public_id, by=owner, at=at)
    unit = agency_by_code(f"{WARD}.03", timezone.localdate(at))
    taken = at + timedelta(minutes=35)
    dossier = accept(**_step(dossier, people.desk), unit=unit, at=taken)
    return claim(**_step(dossier, builder), at=at + timedelta(hours=1))


def house(owner: User, year: int) -> dict:
    """The answers of somebody who builds a small house, begun in March of that year."""
    place = {"province": PROVINCE_CODE, "commune": commune_code("22")}
    return {
        "owner_kind": "person",
        "person": {
            "full_name": owner.full_name,
            "birth_date": owner.profile.birth_date.isoformat(),
            "identity_number": owner.proven_identity.number,
            "phone": owner.phone,
            "address": place | {"detail": owner.profile.address_detail},
        },
        "address": place | {"detail": "Số 14, đường Bến Đò"},
        "plot": "118",
        "map_sheet": "24",
        "land_area": "120.5",
        "use": "home",
        "ground_area": "72",
        "floors": [{"name": "Tầng 1", "area": "72"}, {"name": "Tầng 2", "area": "68"}],
        "height": "7.8",
        "neighbours": False,
        "start": f"{year}-03",
        "months": "8",
        "truth": True,
    }


def sheet(name: str) -> SimpleUploadedFile:
    """A page with lines where a text would stand."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    for line in range(90, A4[1] - 90, 28):
        draw.rectangle((70, line, A4[0] - (70 if line % 5 else 210), line + 5), fill=150)
    out = BytesIO()
    page.save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def _step(dossier: Dossier, by: User) -> dict:
    dossier.refresh_from_db(fields=["version", "state"])
    return {"dossier": dossier, "by": by, "expected_version": dossier.version}


def asked_side_by_side(people: Cast, builder: User, at: datetime) -> Dossier:
    """The department is asked for its opinion, as the process of the procedure wants."""
    dossier = permit(people, builder, people.citizen, at)
    requests = planned(dossier, timezone.localdate(at))
    coordinate(**_step(dossier, builder), requests=requests, at=at + timedelta(hours=2))
    return dossier


def answered(people: Cast, builder: User, at: datetime) -> None:
    """Another request that the department has answered; a leader wants to know how it stands."""
    dossier = permit(people, builder, people.neighbour, at)
    requests = planned(dossier, timezone.localdate(at))
    task = coordinate(**_step(dossier, builder), requests=requests, at=at + timedelta(hours=2))[0]
    answer_task(
        task=task,
        by=User.objects.get(email="leader2@minhha.example"),
        outcome=TaskOutcome.AGREE,
        answer="Phù hợp quy hoạch phân khu; khoảng lùi tối thiểu 3 m.",
        at=at + timedelta(days=1),
    )
    instruct(
        by=people.leader,
        kind="dossiers.dossier",
        key=str(dossier.pk),
        text="Báo cáo kết quả kiểm tra thực địa trước khi trình.",
        due=timezone.localdate() + timedelta(days=3),
        to_official=builder,
    )


def late(people: Cast, builder: User, at: datetime) -> None:
    """The date comes near: the portal has drafted the apology; the applicant asks why."""
    dossier = permit(people, builder, people.citizen, at)
    watch_dates()
    opinion = "Hồ sơ của tôi sắp đến hẹn mà chưa có ai đến kiểm tra thực địa."
    open_explanation(dossier=dossier, by=people.citizen, opinion=opinion)


def decided_a_moment_ago(people: Cast, builder: User) -> None:
    """A decision that can still be recalled for ten minutes."""
    dossier = permit(people, builder, people.neighbour, opening(people, 4))
    wording = f"Cấp giấy phép xây dựng nhà ở riêng lẻ cho {people.neighbour.full_name}."
    said = {"outcome": "GRANT", "wording": wording}
    propose(**_step(dossier, builder), **said, at=opening(people, 1))
    decide(**_step(dossier, people.leader), **said)


def supplement_about_to_lapse(people: Cast) -> None:
    """Asked for long ago; the time to answer ends in a day or two."""
    at = opening(people, 18)
    dossier = filed(people, people.neighbour, at)
    reason = "Số bản sao chưa khớp với mục đích sử dụng; đề nghị ghi rõ."
    item = SupplementItem(field_key="purpose", label="Mục đích", reason=reason, before="")
    asked_at = at + timedelta(hours=1)
    step = _step(dossier, people.desk)
    ask(**step, phase=Phase.DESK, items=[item], reason="", at=asked_at)


SCANS = (
    (Scan.ACCEPTED,),
    (Scan.ACCEPTED, Scan.COLLECTING),
    (Scan.ACCEPTED, Scan.COLLECTED, Scan.IN_TRANSIT),
    (Scan.ACCEPTED, Scan.COLLECTED, Scan.IN_TRANSIT, Scan.FAILED),
    (Scan.ACCEPTED, Scan.COLLECTED, Scan.IN_TRANSIT, Scan.DELIVERED),
    (Scan.ACCEPTED, Scan.MISSED),
    (Scan.ACCEPTED, Scan.COLLECTED, Scan.LOST),
)


def on_the_way_with_the_post(people: Cast) -> None:
    """Papers on their way to the desk, a parcel in each state; none where no post is connected."""
    at = opening(people, 1)
    desk = agency_by_code(f"{WARD}.01", timezone.localdate(at))
    if offered(desk, Direction.IN, timezone.localdate(at)) is None:
        return
    for scans in SCANS:
        dossier = filed(people, people.citizen, at)
        parcel = _parcel(people.citizen, dossier, Direction.IN, at)
        for hours, scan in enumerate(scans, start=1):
            moment = at + timedelta(hours=hours)
            with handling(parcel, by=None, at=moment) as handled:
                said = Report(parcel.order_key, scan, moment, scan.lower(), place="Bưu cục Bến Mây")
                take_report(handled, said, Source.PUSH)


def _parcel(owner: User, dossier: Dossier, direction: str, at: datetime) -> Shipment:
    home = Address(
        person=owner.full_name,
        phone=owner.phone,
        province=PROVINCE_CODE,
        commune=commune_code("22"),
        detail=owner.profile.address_detail,
    )
    return request_shipment(dossier=dossier, by=owner, direction=direction, address=home, at=at)


def handed_in_at_the_counter(people: Cast) -> None:
    """Paper that waits for two signatures."""
    for days, owner in ((1, people.citizen), (0, people.neighbour)):
        at = opening(people, days)
        desk = agency_by_code(f"{WARD}.01", timezone.localdate(at))
        actor = Actor.official(people.desk)
        visit = open_visit(desk=desk, person=owner, by=people.desk, actor=actor, at=at)
        offers = receivable(desk, visit.way, timezone.localdate(at))
        offering = offers.get(procedure__code=PERMIT, agency=people.ward)
        case = offering.procedure.current.cases.get(key="nha-o-rieng-le")
        begun = {"visit": visit, "by": people.desk, "actor": actor, "offering": offering}
        intake = begin_intake(**begun, case=case, at=at)
        intake.draft.answers = house(owner, timezone.localdate(at).year + 1)
        intake.draft.save(update_fields=["answers"])
        good = {
            paper.key: Finding(verdict="GOOD" if not paper.conditional else "UNNEEDED")
            for paper in asked_papers(intake.draft)
        }
        look_at_papers(intake=intake, by=people.desk, findings=good, at=at)
        unit = agency_by_code(f"{WARD}.03", timezone.localdate(at))
        accept_at_counter(intake=intake, by=people.desk, unit=unit, at=at)


def people_in_the_hall(people: Cast) -> None:
    """Six numbers drawn, the first of them called."""
    desk = agency_by_code(f"{WARD}.01", timezone.localdate())
    frame = {"desk": desk, "by": people.desk, "actor": Actor.official(people.desk)}
    for _number in range(6):
        take_number(**frame)
    call_next(**frame, window="3")


def taken_up_together(people: Cast) -> None:
    """Several accepted in one go; one of them somebody else had changed."""
    at = opening(people, 0)
    dossiers = [filed(people, people.neighbour, at) for _copy in range(4)]
    chosen = [Chosen(dossier.public_id, dossier.version) for dossier in dossiers]
    accept(**_step(dossiers[0], people.desk), unit=people.unit)
    start_bulk(
        by=people.desk,
        actor=Actor.official(people.desk),
        act="accept",
        chosen=chosen,
        arguments={},
        key=BULK_KEY,
    )
