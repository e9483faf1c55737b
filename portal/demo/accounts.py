"""Demo accounts: citizens, an organisation, officials of every role; passwords are drawn."""

import secrets
from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.services.change_profile import change_profile
from portal.accounts.services.create_profile import create_profile
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.accounts.services.represent import prove_organisation
from portal.agencies.models import AgencyIdentifier, Post
from portal.agencies.roles import Role
from portal.agencies.services import appoint
from portal.audit.actors import SYSTEM, Actor
from portal.demo.accounts_file import Account, keep, kept
from portal.demo.places import PROVINCE_CODE, commune_code
from portal.demo.sandbox.people import BY_NAME

SINCE = date(2025, 7, 1)
DOMAIN = "minhha.example"
MAIN, BUILDING, WARD = "H99.08", "H99.04", "H99.22"


@dataclass(frozen=True, slots=True)
class Citizen:
    """`person` is the same person at the sandbox's identity provider."""

    role: str
    person: str
    phone: str
    address: str
    commune: str


@dataclass(frozen=True, slots=True)
class Official:
    """A holder of one post; the login is `<role>@minhha.example`."""

    role: str
    name: str
    agency: str
    title: str
    title_en: str

    @property
    def held(self) -> Role:
        """`member_editor` holds EDITOR, `desk2` holds DESK."""
        return Role[self.role.removeprefix("member_").rstrip("2").upper()]


CITIZENS = (
    Citizen("citizen", "man", "+84912345001", "Số 8, tổ 5", "22"),
    Citizen("citizen2", "dau", "+84912345002", "Ấp Cồn", "23"),
    Citizen("organisation", "gam", "+84912345003", "Khu phố 4", "22"),
)
OFFICIALS = (
    Official("desk", "Phạm Thu Trang", f"{WARD}.01", "Công chức tiếp nhận", "Desk officer"),
    Official("officer", "Đỗ Minh Quân", f"{WARD}.02", "Công chức hộ tịch", "Registrar"),
    Official("leader", "Vũ Thị Hiền", WARD, "Phó Chủ tịch UBND phường", "Vice-chair of the ward"),
    Official("desk2", "Ngô Thị Lài", f"{BUILDING}.01", "Công chức tiếp nhận", "Desk officer"),
    Official("officer2", "Hoàng Đức Long", f"{BUILDING}.02", "Chuyên viên", "Specialist"),
    Official("leader2", "Bùi Quốc Anh", BUILDING, "Phó Giám đốc Sở", "Deputy director"),
    Official("contributor", "Tạ Ngọc Diệp", MAIN, "Cộng tác viên", "Contributor"),
    Official("editor", "Đinh Hoài Nam", MAIN, "Biên tập viên", "Editor"),
    Official("secretary", "Lương Bích Thủy", MAIN, "Thư ký Ban Biên tập", "Secretary of the board"),
    Official("approver", "Trịnh Công Thành", MAIN, "Trưởng Ban Biên tập", "Head of the board"),
    Official("member_editor", "Mai Phương Thảo", BUILDING, "Biên tập viên", "Editor"),
    Official(
        "member_approver", "Cao Xuân Bách", BUILDING, "Trưởng Ban Biên tập", "Head of the board"
    ),
    Official("coordinator", "Dương Thúy Vi", MAIN, "Điều phối viên", "Coordinator"),
    Official("auditor", "Kiều Văn Tín", "H99", "Thanh tra viên", "Inspector"),
    Official("admin", "Lại Thế Vinh", "H99", "Quản trị hệ thống", "Administrator"),
)


def load() -> None:
    """Create the accounts that are missing; one whose password is not known gets a new one."""
    known = {account["role"]: account for account in kept()}
    with transaction.atomic():
        for official in OFFICIALS:
            _official(official, known.get(official.role))
        desk = User.objects.get(email=_login("desk"))
        for citizen in CITIZENS:
            _citizen(citizen, desk, known.get(citizen.role))
    print(f"{len(OFFICIALS) + len(CITIZENS)} tài khoản mẫu")


def _official(plan: Official, account: Account | None) -> None:
    user, is_new = _user(plan.role, plan.name, account, kind=User.Kind.OFFICIAL, is_staff=True)
    if is_new:
        held = AgencyIdentifier.objects.select_related("agency").get(code=plan.agency)
        post, _ = Post.objects.get_or_create(
            agency=held.agency,
            title=plan.title,
            defaults={"title_en": plan.title_en, "roles": [plan.held.value]},
        )
        appoint(post=post, user=user, since=SINCE, by=SYSTEM)


def _citizen(plan: Citizen, desk: User, account: Account | None) -> None:
    person = BY_NAME[plan.person]
    phone = {"phone": plan.phone, "phone_proven_at": timezone.now()}
    user, is_new = _user(plan.role, person.full_name, account, **phone)
    if not is_new:
        return
    create_profile(user=user)
    born = date.fromisoformat(f"{person.born[:4]}-{person.born[4:6]}-{person.born[6:]}")
    sex = "F" if person.sex == "Nữ" else "M"
    told = {
        "birth_date": born,
        "sex": sex,
        "province_code": PROVINCE_CODE,
        "commune_code": commune_code(plan.commune),
        "address_detail": plan.address,
    }
    change_profile(user=user, by=Actor.citizen(user), **told)
    by = Actor.official(desk)
    prove_identity(user=user, number=person.number, proof=Proof(official=desk), by=by)
    if person.firm:
        prove_organisation(
            user=user,
            name=person.firm,
            tax_number=person.tax_number,
            address=person.firm_address,
            by=by,
        )


def _user(role: str, name: str, account: Account | None, **fields: object) -> tuple[User, bool]:
    """The account of the role with the password of the file; drawn anew where there is none."""
    login = _login(role)
    found = User.objects.filter(email=login).first()
    if found and account:
        return found, False
    official = "kind" in fields
    account = account or _drawn(role, login, official)
    user = found or _made(login, name, fields)
    user.set_password(account["password"])
    user.save(update_fields=["password"])
    if official:
        Authenticator.objects.filter(user=user).delete()
        TOTP.activate(user, account["totp_secret"])
    keep(account)
    return user, found is None


def _made(login: str, name: str, fields: dict[str, object]) -> User:
    proven = {"email": login, "email_proven_at": timezone.now()}
    user = User.objects.create_user(full_name=name, is_demo=True, **proven, **fields)
    EmailAddress.objects.create(user=user, email=login, verified=True, primary=True)
    return user


def _drawn(role: str, login: str, official: bool) -> Account:
    return {
        "role": role,
        "login": login,
        "password": secrets.token_urlsafe(12),
        "totp_secret": generate_totp_secret() if official else "",
        "start_url": "/quan-tri/" if official else "/tai-khoan/",
    }


def _login(role: str) -> str:
    return f"{role.replace('_', '-')}@{DOMAIN}"
