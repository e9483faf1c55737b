"""Procedures that can be filed: three working days, one paper, a short form or none."""

from datetime import date

from django.utils import timezone

from procedures.models import (
    Channel,
    EForm,
    EFormVersion,
    Fee,
    LegalBasis,
    Offering,
    Paper,
    Procedure,
    ResultKind,
    Revision,
    Sector,
)
from procedures.models.choices import ChannelKind, FeeKind, LimitKind
from procedures.workflow import State

FORM = {
    "title": {"vi": "Tờ khai", "en": "Declaration"},
    "sections": [
        {
            "key": "person",
            "title": {"vi": "Người yêu cầu", "en": "Applicant"},
            "fields": [
                {
                    "key": "full_name",
                    "kind": "text",
                    "label": {"vi": "Họ và tên", "en": "Full name"},
                    "required": True,
                },
                {"key": "note", "kind": "long_text", "label": {"vi": "Nội dung", "en": "Content"}},
            ],
        }
    ],
}


def procedure(
    place,
    code: str = "1.001193",
    *,
    form: bool | dict = False,
    valid_for: str = "",
    renewal_code: str = "",
    limit: int = 3,
    papers=(),
    channels=(ChannelKind.ONLINE,),
    **said,
) -> Revision:
    """A published level-4 procedure offered by the commune `place`; `form` may be its content,
    `papers` are facts of papers besides its first, `channels` the ways to file it, `said` more
    that the revision says.
    """
    held = Procedure.objects.filter(code=code).select_related("current").first()
    if held:
        offer(held, place)
        return held.current
    sector, _new = Sector.objects.get_or_create(code="HT", defaults={"name": "Hộ tịch"})
    made = Procedure.objects.create(code=code, sector=sector)
    revision = Revision.objects.create(
        procedure=made,
        number=1,
        name="Đăng ký khai sinh",
        source="Trang của cổng quốc gia",
        source_date=date(2026, 6, 1),
        in_force_from=date(2026, 1, 1),
        level=4,
        completeness="FULL",
        audiences=["CITIZEN"],
        steps=["Nộp hồ sơ", "Nhận kết quả"],
        form=form_version(FORM if form is True else form) if form else None,
        **said,
    )
    for kind in channels:
        _way_to_file(revision, kind, limit)
    Paper.objects.create(revision=revision, key="chung-sinh", name="Giấy chứng sinh", originals=1)
    for facts in papers:
        Paper.objects.create(revision=revision, **facts)
    LegalBasis.objects.create(revision=revision, symbol="60/2014/QH13", title="Luật Hộ tịch")
    ResultKind.objects.create(
        revision=revision,
        name="Giấy khai sinh",
        code="KQ.G15.000031",
        valid_for=valid_for,
        renewal_code=renewal_code,
    )
    revision.state, revision.published_at = State.PUBLISHED, timezone.now()
    revision.save()
    made.current = revision
    made.save()
    offer(made, place)
    return revision


def _way_to_file(revision: Revision, kind: ChannelKind, limit: int) -> None:
    """A channel with a limit in working days, free of charge."""
    channel = Channel.objects.create(
        revision=revision,
        kind=kind,
        limit_kind=LimitKind.LIMITED,
        limit=limit,
        unit="working_day",
    )
    Fee.objects.create(channel=channel, key="phi", name="Lệ phí", kind=FeeKind.FREE)


def offer(made: Procedure, place) -> Offering:
    """The commune `place` takes the procedure, online and at its desk."""
    offering, _is_new = Offering.objects.get_or_create(
        procedure=made,
        agency=place.committee,
        defaults={
            "desk": place.desk,
            "division": place.division,
            "channels": [ChannelKind.ONLINE, ChannelKind.COUNTER],
            "since": date(2025, 1, 1),
        },
    )
    return offering


def form_version(content: dict = FORM) -> EFormVersion:
    form, _new = EForm.objects.get_or_create(key="khai-sinh", defaults={"name": "Khai sinh"})
    held = form.versions.filter(content=content).first()
    number = form.versions.count() + 1
    return held or EFormVersion.objects.create(form=form, number=number, content=content)
