"""Help, roll-out records, yearly lists and duties of the demo catalogue, with days around today."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from portal.agencies.models import Tenure
from portal.agencies.roles import Role
from portal.agencies.selectors import agency_by_code
from portal.audit.actors import Actor, ActorKind
from procedures.models import (
    FrequentQuestion,
    Guide,
    PriorityList,
    Procedure,
    RolloutStep,
    SampleForm,
    UpdateDuty,
)
from procedures.models.rollout import Stage
from procedures.rules.updating import Trigger
from procedures.services.open_update_duty import open_update_duty
from procedures.services.priority_list import (
    approve_priority_list,
    open_priority_list,
    propose_service,
    weigh_service,
)
from procedures.services.record_stage import record_stage
from procedures.services.write_guide import publish_guide, start_guide
from procedures.services.yearly_report import write_report

FOLDER = Path(__file__).with_name("procedures") / "help"
ROLLED_OUT = {
    "1.001193": (Stage.CHOSEN, Stage.PROCESS, Stage.BUILT, Stage.TRIAL, Stage.PROVIDED),
    "3.000347": (Stage.CHOSEN, Stage.BUILT, Stage.PROVIDED),
    "1.000894": (Stage.CHOSEN, Stage.PROCESS, Stage.BUILT),
    "1.013225": (Stage.CHOSEN, Stage.PROCESS),
}
WISHES = {
    "1.001193": "Việc nhiều gia đình làm nhất, dữ liệu chứng sinh đã có sẵn.",
    "3.000347": "Số hồ sơ lớn, người dân không cần đến quầy.",
    "1.000894": "Hai bên chỉ còn đến một lần để ký.",
    "1.013225": "Doanh nghiệp đề nghị nhiều lần.",
}


@transaction.atomic
def load() -> None:
    """Creates what is missing; runs after accounts and catalogue."""
    today = timezone.localdate()
    editor, secretary, approver = (_holder(role) for role in _ROLES)
    for file in sorted(FOLDER.glob("*.toml")):
        _guide(file, editor, approver)
    _rollout(today, editor)
    _priorities(today, editor, secretary, approver)
    _duties(today, editor)


_ROLES = (Role.EDITOR, Role.SECRETARY, Role.APPROVER)


def _guide(file: Path, editor: Actor, approver: Actor) -> None:
    procedure = Procedure.objects.filter(code=file.stem, current__isnull=False).first()
    if procedure is None or Guide.objects.filter(procedure=procedure).exists():
        return
    facts = tomllib.loads(file.read_text("utf-8"))
    guide = start_guide(procedure=procedure, by=editor)
    guide.text = "\n\n".join(facts["steps"])
    guide.text_en = "\n\n".join(facts.get("steps_en", []))
    guide.save()
    for order, row in enumerate(facts.get("questions", []), 1):
        FrequentQuestion.objects.create(guide=guide, order=order, **row)
    for order, row in enumerate(facts.get("samples", []), 1):
        SampleForm.objects.create(guide=guide, order=order, **row)
    publish_guide(guide=guide, by=approver, expected_version=guide.version)


def _rollout(today: date, editor: Actor) -> None:
    if RolloutStep.objects.exists():
        return
    for code, stages in ROLLED_OUT.items():
        procedure = Procedure.objects.filter(code=code, current__isnull=False).first()
        for number, stage in enumerate(stages if procedure else ()):
            on = today - timedelta(days=30 * (len(stages) - number))
            record_stage(procedure=procedure, stage=stage, on=on, by=editor)


def _priorities(today: date, editor: Actor, secretary: Actor, approver: Actor) -> None:
    """The list of this year, approved; that of next year, open for proposals; a report begun."""
    if PriorityList.objects.exists():
        return
    found = open_priority_list(year=today.year, by=secretary)
    for code, reason in WISHES.items():
        procedure = Procedure.objects.filter(code=code, current__isnull=False).first()
        if procedure is None:
            continue
        by_when = date(today.year, 12, 31)
        wish = {"procedure": procedure, "level": 4, "by_when": by_when, "reason": reason}
        entry = propose_service(found=found, by=editor, **wish)
        weigh_service(entry=entry, keep=True, by=secretary)
    found.refresh_from_db()
    approve_priority_list(
        found=found,
        decision_symbol=f"12/QĐ-UBND-{today.year}",
        decision_date=min(date(today.year, 1, 15), today),
        by=approver,
        expected_version=found.version,
    )
    open_priority_list(year=today.year + 1, by=secretary)
    building = agency_by_code("H99.04", today)
    if building is not None:
        done = "Đưa hồ sơ cấp giấy phép xây dựng lên trực tuyến, rút gọn bản vẽ phải nộp."
        given = {"year": today.year, "agency": building, "by": secretary, "done": done}
        write_report(expected_version=0, **given)


def _duties(today: date, editor: Actor) -> None:
    """One page owed soon, one late, one change that was only seen."""
    if UpdateDuty.objects.exists():
        return
    owed = [
        ("3.000347", Trigger.MINISTRY, "1188/QĐ-BCA", 4),
        ("1.013225", Trigger.PROVINCE, "2041/QĐ-UBND", 12),
        ("1.014063", Trigger.NATIONAL_CHANGE, "", 2),
    ]
    for code, trigger, symbol, days in owed:
        if Procedure.objects.filter(code=code).exists():
            on = today - timedelta(days=days)
            facts = {"procedure_code": code, "trigger": trigger, "symbol": symbol, "on": on}
            open_update_duty(by=editor, **facts)


def _holder(role: Role) -> Actor:
    """Whoever holds the role in the demo province, the office of the province first."""
    held = Tenure.objects.in_force(timezone.localdate()).select_related("post")
    found = held.filter(post__roles__contains=[role]).order_by("id").first()
    if found is None:
        raise LookupError(f"nobody in the demo province is {role}: load the accounts first")
    return Actor(ActorKind.OFFICIAL, found.user_id, found.post.agency_id, role.value)
