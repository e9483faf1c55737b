"""The demo catalogue, written from public facts: `procedures/*.toml` and `procedures/forms/*.toml`.

What the source does not state is left out there and shown as not stated here.
"""

import tomllib
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.agencies.models import Agency, Tenure
from portal.agencies.roles import Role
from portal.agencies.selectors import agency_by_code
from portal.audit.actors import SYSTEM, Actor, ActorKind
from portal.demo import eligibility, english
from procedures.models import (
    Case,
    Channel,
    Duty,
    EForm,
    EFormVersion,
    Exemption,
    Fee,
    LegalBasis,
    LifeEvent,
    Offering,
    Paper,
    Procedure,
    ProcessStep,
    ResultKind,
    Revision,
    Sector,
)
from procedures.models.choices import ChannelKind
from procedures.services.publish import publish
from procedures.services.start_revision import start_revision

FOLDER = Path(__file__).with_name("procedures")
SOURCE = "Cổng Dịch vụ công quốc gia"
SOURCE_DATE = date(2026, 7, 1)
IN_FORCE_FROM = date(2026, 7, 1)
OFFERED_SINCE = date(2026, 7, 1)
COMMUNES = ("H99.21", "H99.22", "H99.23")
DESK = ".01"
FILED_BY = [ChannelKind.ONLINE, ChannelKind.POST, ChannelKind.COUNTER]


def load(codes: Collection[str] = ()) -> None:
    """Creates every procedure of the folder, or only those of `codes`, that is not there yet,
    published and offered."""
    groups = _read(FOLDER / "groups.toml")
    for row in groups["sectors"]:
        Sector.objects.get_or_create(code=row["code"], defaults=row)
    for order, row in enumerate(groups["events"], 1):
        LifeEvent.objects.get_or_create(slug=row["slug"], defaults=row | {"order": order})
    files = sorted(FOLDER.glob("[0-9]*.toml"))
    made = [_procedure(_read(file)) for file in files if not codes or file.stem in codes]
    if any(made):
        print(f"Catalogue: {sum(made)} procedures")


@transaction.atomic
def _procedure(facts: dict[str, Any]) -> bool:
    """True when the procedure was not there before."""
    if Procedure.objects.filter(code=facts["code"]).exists():
        return False
    procedure = Procedure.objects.create(
        code=facts["code"],
        sector=Sector.objects.get(code=facts["sector"]),
        national_page=facts.get("national_page", ""),
        external_url=facts.get("external_url", ""),
        featured=facts.get("featured"),
    )
    procedure.life_events.set(LifeEvent.objects.filter(slug__in=facts.get("events", [])))
    written = facts["revision"]
    form = _form(written.pop("form", ""))
    dates = {"source_date": SOURCE_DATE, "in_force_from": IN_FORCE_FROM}
    revision = start_revision(
        procedure=procedure, by=SYSTEM, form=form, source=SOURCE, **dates, **written
    )
    _parts(revision, facts)
    eligibility.add(revision)
    _offer(procedure, facts)
    by, today = publisher(), timezone.localdate()
    publish(revision=revision, by=by, expected_version=1, today=today)
    english.load(revision, by, today)
    return True


def _parts(revision: Revision, facts: dict[str, Any]) -> None:
    cases = {
        row["key"]: Case.objects.create(revision=revision, order=order, **row)
        for order, row in enumerate(facts.get("cases", []), 1)
    }
    channels = [
        Channel.objects.create(revision=revision, order=order, **_in_case(row, cases))
        for order, row in enumerate(facts["channels"], 1)
    ]
    for order, row in enumerate(facts["fees"], 1):
        _fee(row, channels, order)
    for order, row in enumerate(facts.get("papers", []), 1):
        Paper.objects.create(revision=revision, order=order, **_in_case(row, cases))
    for order, row in enumerate(facts["results"], 1):
        ResultKind.objects.create(revision=revision, order=order, **row)
    for order, (symbol, title) in enumerate(facts["legal"].items(), 1):
        LegalBasis.objects.create(revision=revision, order=order, symbol=symbol, title=title)
    for order, row in enumerate(facts.get("process", []), 1):
        days = Decimal(str(row.pop("days"))) if "days" in row else None
        ProcessStep.objects.create(revision=revision, order=order, days=days, **row)
    for order, row in enumerate(facts.get("duties", []), 1):
        Duty.objects.create(revision=revision, order=order, **row)


def _in_case(row: dict[str, Any], cases: dict[str, Case]) -> dict[str, Any]:
    return row | {"case": cases[row["case"]]} if "case" in row else row


def _fee(row: dict[str, Any], channels: list[Channel], order: int) -> None:
    """One row of the file is a charge on every channel it names, on all when it names none."""
    kinds, spared = row.pop("channels", None), row.pop("exemptions", [])
    for channel in channels:
        if kinds is None or channel.kind in kinds:
            fee = Fee.objects.create(channel=channel, order=order, **row)
            for place, group in enumerate(spared, 1):
                Exemption.objects.create(fee=fee, order=place, **group)


def _form(key: str) -> EFormVersion | None:
    if not key:
        return None
    content = _read(FOLDER / "forms" / f"{key}.toml")
    form, _new = EForm.objects.get_or_create(key=key, defaults={"name": content["title"]["vi"]})
    version, _new = EFormVersion.objects.get_or_create(
        form=form, number=1, defaults={"content": content}
    )
    return version


def _offer(procedure: Procedure, facts: dict[str, Any]) -> None:
    codes = COMMUNES if facts["offered_by"] == "communes" else facts["offered_by"]
    for code in codes:
        Offering.objects.create(
            procedure=procedure,
            agency=_agency(code),
            desk=_agency(code + DESK),
            division=_agency(code + facts["division"]),
            channels=facts.get("offered_channels", FILED_BY),
            since=OFFERED_SINCE,
        )


def _agency(code: str) -> Agency:
    found = agency_by_code(code, timezone.localdate())
    if found is None:
        raise LookupError(f"the demo province has no agency {code}")
    return found


def publisher() -> Actor:
    """Whoever approves last in the demo province: somebody other than who wrote the drafts."""
    posts = Tenure.objects.in_force(timezone.localdate()).select_related("post")
    for role in (Role.APPROVER, Role.ADMIN):
        held = posts.filter(post__roles__contains=[role]).order_by("id").first()
        if held is not None:
            return Actor(ActorKind.OFFICIAL, held.user_id, held.post.agency_id, role.value)
    raise LookupError("the demo catalogue is published by a person: load the accounts first")


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))
