"""A dossier that costs 16,000 đồng, and the people who pay, take and approve."""

from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import connection, transaction

from dossiers.models import Demand, Dossier
from portal.accounts.models import User
from portal.agencies.roles import Role
from procedures.models import Fee
from procedures.models.choices import FeeKind
from tests.factories.accounts import citizen, official
from tests.factories.agencies import Commune, commune
from tests.factories.dossiers import submitted
from tests.factories.procedures import procedure

PRICE = Decimal(16_000)


@dataclass(frozen=True)
class Scene:
    """`demand` is what the payer was asked for when the dossier was filed."""

    place: Commune
    payer: User
    cashier: User
    leader: User
    dossier: Dossier

    @property
    def demand(self) -> Demand:
        return self.dossier.demands.order_by("-id").first()


@contextmanager
def thawed(table):
    """Prices of a published revision are frozen; tests lay down their own in here."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER keep_frozen")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER keep_frozen")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def priced(place, **fee):
    """The procedure of the place with one fee."""
    revision = procedure(place)
    facts = {"kind": FeeKind.FIXED, "amount": PRICE, "name": "Lệ phí cấp bản sao", **fee}
    with thawed("procedures_fee"):
        Fee.objects.filter(channel__revision=revision).update(**facts)
    return revision


@pytest.fixture
def place(db):
    return commune()


@pytest.fixture
def scene(place) -> Scene:
    priced(place)
    payer = citizen()
    return Scene(
        place,
        payer,
        official(place.desk, Role.DESK),
        official(place.committee, Role.LEADER, name="Vũ Thị Hiền"),
        submitted(payer, place),
    )
