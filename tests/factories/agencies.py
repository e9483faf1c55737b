"""A commune with its desk and a division, under a province, with real office hours."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.agencies.models import (
    Agency,
    AgencyIdentifier,
    Calendar,
    CalendarDay,
    CalendarVersion,
    Post,
    Tenure,
)
from portal.agencies.roles import Role

LONG_AGO = date(2020, 1, 1)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HOLIDAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Commune:
    """`code` is the identifier that dossier codes begin with."""

    province: Agency
    committee: Agency
    desk: Agency
    division: Agency
    other_division: Agency
    code: str = "H99.22"


def commune(code: str = "H99.22") -> Commune:
    """The same commune for every call in one test."""
    province = agency("UBND tỉnh Minh Hà", Agency.Kind.PEOPLE_COMMITTEE, "H99", level="PROVINCE")
    province.calendar = calendar()
    province.save()
    committee = agency("UBND phường Bến Mây", Agency.Kind.PEOPLE_COMMITTEE, code, province)
    return Commune(
        province,
        committee,
        agency("Trung tâm Phục vụ hành chính công", "SERVICE_CENTRE", f"{code}.01", committee),
        agency("Phòng Văn hóa – Xã hội", "DIVISION", f"{code}.02", committee),
        agency("Phòng Kinh tế", "DIVISION", f"{code}.03", committee),
        code,
    )


def agency(name, kind, code, parent=None, level="COMMUNE") -> Agency:
    held = AgencyIdentifier.objects.filter(code=code).select_related("agency").first()
    if held:
        return held.agency
    made = Agency.objects.create(
        name=name, kind=kind, parent=parent, level=level, since=LONG_AGO, phone="0290 123 4567"
    )
    AgencyIdentifier.objects.create(agency=made, form="NEW", code=code, since=LONG_AGO)
    return made


def calendar() -> Calendar:
    """Office hours 07:30–11:30 and 13:30–17:30, 24/11/2026 off."""
    made, is_new = Calendar.objects.get_or_create(code="test", defaults={"name": "Giờ hành chính"})
    if is_new:
        version = CalendarVersion.objects.create(calendar=made, number=1, since=LONG_AGO)
        CalendarDay.objects.create(
            version=version, date=HOLIDAY, kind="OFF", name="Ngày Văn hóa Việt Nam"
        )
        version.state = CalendarVersion.State.PUBLISHED
        version.published_at = datetime(2020, 1, 1, tzinfo=VIETNAM)
        version.save()
    return made


def appoint(user, place: Agency, *roles: Role, title: str = "") -> Tenure:
    """Give `user` a post at `place` with `roles`, held since long ago."""
    post, _is_new = Post.objects.get_or_create(
        agency=place,
        title=title or f"{', '.join(roles)} {user.pk}",
        defaults={"roles": list(roles)},
    )
    return Tenure.objects.create(post=post, user=user, since=LONG_AGO)
