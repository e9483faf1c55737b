"""Writes procedures in bulk: drafts with their parts, then published at once, then indexed."""

from collections.abc import Iterable
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from portal.agencies.models import Agency
from portal.search.models import SearchEntry
from portal.search.registry import Found
from portal.search.rules.symbols import symbol_key
from portal.search.services import entry_of
from procedures.models import (
    Channel,
    Fee,
    LegalBasis,
    Offering,
    Paper,
    Procedure,
    ResultKind,
    Revision,
    Sector,
)
from procedures.rules.names import name_key
from tests.bench.catalogue import BATCH, SINCE, Line

PAPERS = ("Đơn đề nghị theo mẫu", "Bản sao giấy tờ tùy thân", "Tài liệu chứng minh")
CHANNELS = ("ONLINE", "POST", "COUNTER")
AGENCIES = 3


def write(lines: Iterable[Line]) -> int:
    """How many were written."""
    rest, written = iter(lines), 0
    agencies = list(Agency.objects.order_by("pk")[:AGENCIES])
    while batch := list(islice(rest, BATCH)):
        with transaction.atomic():
            _write(batch, agencies)
        written += len(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return written


def _write(batch: list[Line], agencies: list[Agency]) -> None:
    sectors = {line.sector: _sector(line.sector) for line in batch}
    procedures = Procedure.objects.bulk_create(
        Procedure(code=line.code, sector=sectors[line.sector], sort_key=name_key(line.name))
        for line in batch
    )
    revisions = Revision.objects.bulk_create(map(_revision, procedures, batch))
    _parts(revisions, batch)
    now = timezone.now()
    drafts = Revision.objects.filter(pk__in=[revision.pk for revision in revisions])
    drafts.update(state="PUBLISHED", published_at=now)
    for procedure, revision in zip(procedures, revisions, strict=True):
        procedure.current = revision
    Procedure.objects.bulk_update(procedures, ["current"])
    Offering.objects.bulk_create(
        Offering(procedure=one, agency=agency, desk=agency, channels=CHANNELS, since=SINCE)
        for one in procedures
        for agency in agencies
    )
    SearchEntry.objects.bulk_create(entry_of("procedure", x.code, _page(x)) for x in batch)


def _sector(name: str) -> Sector:
    return Sector.objects.get_or_create(name=name, defaults={"code": f"B-{symbol_key(name)}"[:40]})[
        0
    ]


def _revision(procedure: Procedure, line: Line) -> Revision:
    extent = {1: "NONE", 2: "NONE", 3: "PARTIAL", 4: "FULL"}[line.level]
    return Revision(
        procedure=procedure,
        number=1,
        name=line.name,
        everyday_name=line.everyday_name,
        source="Dữ liệu thử",
        source_date=SINCE,
        in_force_from=SINCE,
        level=line.level,
        completeness=extent,
        partial_reason="PRESENCE" if extent == "PARTIAL" else "",
        audiences=["CITIZEN", "ORGANISATION"],
        tiers=["PROVINCE"],
        steps=["Nộp hồ sơ", "Nhận kết quả"],
    )


def _parts(revisions: list[Revision], batch: list[Line]) -> None:
    channels = Channel.objects.bulk_create(
        Channel(
            revision=revision,
            kind=kind,
            limit_kind="LIMITED",
            limit=order * 3,
            unit="working_day",
            order=order,
        )
        for revision in revisions
        for order, kind in enumerate(CHANNELS, 1)
    )
    Fee.objects.bulk_create(Fee(channel=c, key="phi", name="Phí", kind="FREE") for c in channels)
    Paper.objects.bulk_create(
        Paper(revision=revision, key=f"g{order}", name=name, originals=1, order=order)
        for revision in revisions
        for order, name in enumerate(PAPERS, 1)
    )
    ResultKind.objects.bulk_create(
        ResultKind(revision=revision, name=f"Kết quả: {line.name}")
        for revision, line in zip(revisions, batch, strict=True)
    )
    LegalBasis.objects.bulk_create(
        LegalBasis(revision=revision, symbol=symbol, title="Nghị định")
        for revision, line in zip(revisions, batch, strict=True)
        for symbol in line.symbols
    )


def _page(line: Line) -> Found:
    return Found(
        title=line.name,
        alias=line.everyday_name,
        body=". ".join((line.sector, f"Kết quả: {line.name}", *PAPERS)),
        note=f"{line.sector} · {line.code}",
        url=f"/thu-tuc/{line.code}/",
        weight=50,
        symbol=line.code,
        mentions=line.symbols,
    )
