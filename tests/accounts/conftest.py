import re

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from portal.accounts.limits import connection
from portal.accounts.models import CitizenProfile, User
from portal.messaging import sealed
from portal.messaging.models import Delivery

PASSWORD = "bến mây chiều nay"


@pytest.fixture(autouse=True)
def fresh_windows():
    """Every test starts with empty limits."""
    connection().flushdb()


@pytest.fixture
def person(db):
    """A citizen with a proven e-mail address and a password."""
    return make_person("man@minhha.example", "Nguyễn Thị Mận")


@pytest.fixture
def other_person(db):
    return make_person("dau@minhha.example", "Trần Văn Đậu")


def make_person(email: str, name: str, **fields) -> User:
    user = User.objects.create_user(
        full_name=name, email=email, email_proven_at=timezone.now(), password=PASSWORD, **fields
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    CitizenProfile.objects.create(user=user)
    return user


def last_letter(to: str) -> dict:
    """The newest letter that waits for this address, as it will be sent."""
    letters = (
        sealed.open_sealed(d.sealed) for d in Delivery.objects.exclude(sealed="").order_by("-id")
    )
    return next(letter for letter in letters if letter["to"] == to)


def code_in(letter: dict) -> str:
    return re.search(r"\b\d{6}\b", letter["body"])[0]


def sign_in(client, user: User, password: str = PASSWORD, follow: bool = True):
    login = user.email or user.phone
    data = {"login": login, "password": password}
    return client.post("/tai-khoan/dang-nhap/", data, follow=follow)
