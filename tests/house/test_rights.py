"""Deny first: every address stands in the rights table, and the table is what really happens.

Each address is opened as everybody: a stranger, two citizens, officials of every role, an official
without a post. What the table allows must not be refused at the door; what it denies must be.
"""

import re
from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory
from django.utils import timezone

from portal.accounts.models import User
from portal.agencies.models import Agency, Post, Tenure
from portal.agencies.roles import Role
from portal.middleware import refusal
from portal.rights import PUBLIC, RIGHTS, SIGNED_IN, row_of, who_may
from portal.routes import routes

ROUTES = routes()
SOMETHING = {
    "uuid": str(UUID(int=0)),
    "int": "0",
    "slug": "khong-co",
    "str": "khong-co",
    "path": "0",
    "token": "khong-co",
}
OPENED = ["stranger", "citizen", Role.DESK.value, Role.AUDITOR.value, Role.ADMIN.value]
# Doors that send a visitor on by themselves, whoever he is.
OWN_DOORS = {"admin:login", "admin:logout"}


def path_of(pattern: str) -> str:
    """An address that fits the pattern and names nothing that exists."""
    plain = re.sub(r"<(?:(\w+):)?\w+>", lambda m: SOMETHING.get(m[1] or "str", "khong-co"), pattern)
    plain = re.sub(r"\(\?P<\w+>[^)]*\)|[\^$?]|\\Z", "", plain)
    return "/" + plain.replace("\\", "")


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_every_address_stands_in_the_table(name):
    assert who_may(name) is not None, f"{name} has no row in portal/rights.py: nobody can open it"


def test_every_row_names_an_address():
    unused = RIGHTS.keys() - {row_of(name) for name in ROUTES}
    assert not unused, f"rows of portal/rights.py without an address: {unused}"


def test_a_table_of_the_back_office_is_open_to_whom_it_names():
    for model, table in admin.site._registry.items():
        named = {*getattr(table, "view_roles", ()), *getattr(table, "change_roles", ())}
        row = who_may(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert not row.roles or named <= row.roles, f"{model.__name__}: {named - row.roles}"


@pytest.fixture
def people(db):
    """Everybody who may knock, by name; the officials have a second factor."""
    agency = Agency.objects.create(
        name="Sở Thử", level="PROVINCE", kind="DEPARTMENT", since="2025-07-01"
    )
    found = {"stranger": AnonymousUser()}
    for name in ("citizen", "other citizen"):
        found[name] = User.objects.create_user(full_name=name)
    for name in ("official", *Role.values):
        user = User.objects.create_user(full_name=name, kind="OFFICIAL", is_staff=True)
        if name != "official":
            post = Post.objects.create(agency=agency, title=name, roles=[name])
            Tenure.objects.create(post=post, user=user, since=timezone.localdate())
        TOTP.activate(user, generate_totp_secret())
        found[name] = user
    return found


def expected(name: str, visitor: str) -> str:
    """The class of answer at the door: in, sign in, hidden or refused."""
    who = who_may(name)
    if who == PUBLIC:
        return "in"
    if visitor == "stranger":
        return "sign in"
    if who == SIGNED_IN:
        return "in"
    if "citizen" in visitor:
        return "hidden"
    return "in" if not who.roles or visitor in who.roles else "refused"


def at_the_door(request, name: str) -> str:
    try:
        answer = refusal(request, who_may(name))
    except Http404:
        return "hidden"
    except PermissionDenied:
        return "refused"
    if answer is None:
        return "in"
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")
    return "sign in"


def test_the_door_of_every_address_for_everybody(people):
    wrong = []
    for name, pattern in ROUTES.items():
        for visitor, user in people.items():
            request = RequestFactory().get(path_of(pattern))
            request.user = user
            told = at_the_door(request, name)
            if told != expected(name, visitor):
                wrong.append(f"{visitor} at {name}: {told} instead of {expected(name, visitor)}")
    assert not wrong, "\n".join(wrong)


def signed_in(user) -> Client:
    """A session of `user`, an official's with his second factor."""
    client = Client(raise_request_exception=False)
    if not user.is_authenticated:
        return client
    client.force_login(user)
    session = client.session
    if user.is_official:
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


@pytest.mark.parametrize("visitor", OPENED)
def test_opening_every_address(people, visitor):
    """Over the whole stack: denied is denied, and no open door leads to a fault of ours."""
    client, wrong = signed_in(people[visitor]), []
    for name, pattern in ROUTES.items():
        if name in OWN_DOORS:
            continue
        status = client.get(path_of(pattern)).status_code
        door = expected(name, visitor)
        fits = {
            "in": status < 500,
            "sign in": status in (302, 404, 405),
            "hidden": status == 404,
            "refused": status == 403,
        }[door]
        if not fits:
            wrong.append(f"{name} {path_of(pattern)}: {status}, expected “{door}”")
    assert not wrong, f"{visitor}:\n" + "\n".join(wrong)
