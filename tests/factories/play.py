"""A dossier that a test walks through its life."""

from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dossiers.models import SupplementDraft, SupplementItem
from dossiers.models.supplement import HeldBut
from dossiers.models.task import TaskKind, TaskState
from dossiers.selectors.tasks import Request
from dossiers.selectors.wallet.held import held_for
from dossiers.services.accept import accept
from dossiers.services.answer_supplement import answer_supplement, keep_supplement
from dossiers.services.answer_task import answer_task
from dossiers.services.apologise import sign_apology, write_apology
from dossiers.services.close_lapsed import close_lapsed
from dossiers.services.coordinate import call_off, coordinate
from dossiers.services.counter.hand_out import hand_out
from dossiers.services.decide import decide, opine, propose, send_back
from dossiers.services.draft_supplement import draft_supplement, grant_asking, send_asking
from dossiers.services.give_back import hand_back, take_back
from dossiers.services.hold import assign, claim, forward, release
from dossiers.services.let_out import let_out, recall
from dossiers.services.recompute import recompute
from dossiers.services.refuse import refuse
from dossiers.services.reopen import reopen
from dossiers.services.shipments.request import choose_way
from dossiers.services.sign import fail_signing, retry_signing
from dossiers.services.stop import stop
from dossiers.services.submit import submit
from dossiers.services.supplement import ask
from dossiers.services.wallet.attach import attach_held
from dossiers.services.watch.dates import watch_dates
from dossiers.services.watch.replies import watch_replies
from dossiers.services.watch.results import watch_results
from dossiers.services.watch.supplements import watch_supplements
from dossiers.services.withdraw import withdraw
from portal.agencies.roles import Role
from procedures.models.fault import PaperFault
from tests.documents.samples import picture
from tests.factories.accounts import citizen, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import draft, signed

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM)


class Play:
    """One dossier, walked through its life an hour a step. Nobody ever waits for a worker."""

    def __init__(self, **fields):
        self.place = commune()
        self.owner = citizen()
        self.desk = official(self.place.desk, Role.DESK)
        self.officer = official(self.place.division, Role.OFFICER)
        self.leader = official(self.place.committee, Role.LEADER)
        self.colleague = official(self.place.other_division, Role.OFFICER)
        self.begin(**fields)

    def begin(self, at=MONDAY, **fields):
        """A dossier of these people, another one when there was one before."""
        self.at = at
        self.draft = draft(self.owner, self.place, return_way="DESK", **fields)
        self.paper = self.draft.revision.papers.get(key="chung-sinh")
        self.dossier = None
        return self

    def do(self, *actions):
        for action in actions:
            self.at += timedelta(hours=1)
            getattr(self, action)()
            if self.dossier is not None:
                self.dossier.refresh_from_db()
        return self

    def as_(self, who) -> dict:
        return {
            "dossier": self.dossier,
            "by": who,
            "expected_version": self.dossier.version,
            "at": self.at,
        }

    def submit(self):
        self.dossier = submit(draft_id=self.draft.public_id, by=self.owner, at=self.at)

    def accept(self):
        accept(**self.as_(self.desk), unit=self.place.division)

    def refuse(self):
        refuse(**self.as_(self.desk), reason="Sai nơi nộp.")

    def ask_for(self, who, phase, papers, fault=PaperFault.UNREADABLE):
        held = {"held_but": HeldBut.OTHER_MATTER, "held_words": "Giấy của con khác."}
        items = [
            SupplementItem(paper=paper, label=paper.name, reason="Ảnh mờ.", fault=fault, **held)
            for paper in papers
        ]
        ask(**self.as_(who), phase=phase, items=items, reason="")

    def ask_at_desk(self):
        self.ask_for(self.desk, "DESK", [self.paper])

    def ask_in_appraisal(self):
        self.ask_for(self.officer, "APPRAISAL", [self.paper], PaperFault.EXPIRED)

    def answer(self):
        supplement = self.dossier.supplements.get(answered_at=None)
        photographs = [SimpleUploadedFile("anh.jpg", picture(), "image/jpeg")]
        uploads = {item.pk: photographs for item in supplement.items.all()}
        keep_supplement(supplement=supplement, by=self.owner, uploads=uploads)
        answer_supplement(**self.as_(self.owner))

    answer_at_desk = answer_in_appraisal = answer

    def attach_held(self, who):
        held = held_for(self.dossier, timezone.localdate(self.at))
        attach_held(**self.as_(who), paper=next(iter(held), self.paper.pk))

    def attach_held_at_desk(self):
        self.attach_held(self.desk)

    def attach_held_in_appraisal(self):
        self.attach_held(self.officer)

    def claim(self):
        claim(**self.as_(self.officer))

    def release(self):
        release(**self.as_(self.officer))

    def assign(self):
        assign(**self.as_(self.leader), to=self.officer)

    def forward(self):
        forward(**self.as_(self.officer), unit=self.place.other_division, note="Đúng phòng.")

    def opine(self):
        opine(**self.as_(self.officer), text="Đủ điều kiện.")

    def propose(self):
        propose(**self.as_(self.officer), outcome="GRANT", wording="Chấp thuận.")

    def send_back(self):
        send_back(**self.as_(self.leader), remarks="Ghi rõ hơn.")

    def decide(self):
        decide(**self.as_(self.leader), outcome="GRANT", wording="Chấp thuận.")

    def complete_signing(self):
        self.result = signed(self.dossier, self.at)

    def fail_signing(self):
        fail_signing(dossier=self.dossier, reason="Thiết bị ký không trả lời", at=self.at)

    def retry_signing(self):
        retry_signing(**self.as_(self.officer))

    def return_result(self):
        how = {"capacity": "REPRESENTATIVE", "proof": "IDENTITY"}
        hand_out(**self.as_(self.desk), receiver="Nguyễn Thị Mận", **how)

    def remind_result(self):
        self.at += timedelta(days=12)
        watch_results(self.at)

    def leave_unclaimed(self):
        self.at += timedelta(days=70)
        watch_results(self.at)

    def choose_return(self):
        way = "DESK" if self.dossier.return_way == "POST" else "POST"
        choose_way(self.dossier, self.owner, way, self.at)

    def reopen(self):
        reopen(**self.as_(self.leader), reason="Sai tên đệm trong kết quả.")

    def withdraw(self):
        withdraw(**self.as_(self.owner))

    def warn_reply(self):
        watch_replies(self.dossier.deadline_at - timedelta(hours=1))

    def miss_reply(self):
        watch_replies(self.dossier.deadline_at + timedelta(hours=1))

    def miss_due(self):
        watch_dates((self.dossier.deadline_at or self.at) + timedelta(hours=1))

    def write_apology(self):
        write_apology(**self.as_(self.officer), reason="Máy hỏng.", new_date=date(2026, 11, 20))

    def sign_apology(self):
        sign_apology(**self.as_(self.leader))

    def draft_asking_in_appraisal(self):
        item = SupplementItem(label="Giải thích", reason="Chưa rõ.")
        said = {"phase": "APPRAISAL", "items": [item], "reason": "", "justification": "Thiếu."}
        draft_supplement(**self.as_(self.officer), **said)

    def grant_asking(self):
        grant_asking(**self.as_(self.leader))

    def send_asking(self):
        packed = {"paper_id": self.paper.pk, "label": "Giấy", "reason": "Nhầm.", "fault": "WRONG"}
        SupplementDraft.objects.create(
            dossier=self.dossier,
            phase="APPRAISAL",
            waits_for="DESK",
            items=[packed],
            by=self.officer,
            at=self.at,
        )
        send_asking(**self.as_(self.desk))

    def recompute(self):
        recompute(dossier=self.dossier, at=self.at)

    def stop(self):
        stop(**self.as_(self.leader), reason="Có bản án của tòa.")

    def supplement_lapsed(self):
        due = self.dossier.supplements.filter(answered_at=None).last().due_at
        self.at = max(self.at, due + timedelta(hours=1))
        watch_supplements(self.at)

    def give_back(self):
        close_lapsed(**self.as_(self.officer))

    def refuse_lapsed(self):
        close_lapsed(**self.as_(self.desk))

    def let_out(self):
        let_out(dossier=self.dossier, by=None, at=self.at)

    def recall(self):
        recall(**self.as_(self.leader), reason="Ghi nhầm tên.")

    def take_back(self):
        take_back(**self.as_(self.officer), reason="Bấm nhầm.")

    def hand_back(self):
        hand_back(**self.as_(self.officer), reason="Không thuộc phòng này.")

    def coordinate(self):
        opinion = Request(self.place.other_division, TaskKind.OPINION, "Cho ý kiến.", 1)
        coordinate(**self.as_(self.officer), requests=[opinion])

    def answer_task(self):
        task = self.dossier.tasks.filter(state=TaskState.OPEN).first()
        if task is not None:
            answer_task(task=task, by=self.colleague, outcome="AGREE", answer="Đồng ý.", at=self.at)

    def call_off_task(self):
        task = self.dossier.tasks.filter(state=TaskState.OPEN).first()
        if task is not None:
            del (given := self.as_(self.officer))["dossier"]
            call_off(task=task, reason="Đã đủ căn cứ.", **given)
