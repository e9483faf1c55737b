"""How long and how much: the national revision with the terms of the province laid over it."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.audit.models import Event
from procedures.errors import (
    NotPermitted,
    NotReady,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import (
    Case,
    Channel,
    Exemption,
    Fee,
    Frozen,
    LegalBasis,
    LocalExemption,
    LocalFee,
    LocalLimit,
    LocalTerms,
    Procedure,
    ProcessStep,
    ResultKind,
    Revision,
    Sector,
)
from procedures.selectors import (
    case_for,
    combine,
    in_force,
    local_terms_on,
    pinned_local_terms,
    process_days,
    stages,
    terms_of,
    terms_on,
)
from procedures.services.end_local import end_local
from procedures.services.publish_local import publish_local
from procedures.services.ready import gate
from procedures.words import limit_words
from procedures.workflow import State

DAY = date(2026, 11, 21)
PUBLISHED = {"state": State.PUBLISHED, "published_at": timezone.now()}


@pytest.fixture
def permit(db) -> Revision:
    """Twenty working days online and twenty-five at the counter, thirty for a factory; the council
    decides the fee, a stamp costs 10.000 đ until the end of the year."""
    sector = Sector.objects.create(code="XD", name="Xây dựng")
    procedure = Procedure.objects.create(code="1.013225", sector=sector)
    revision = Revision.objects.create(
        procedure=procedure,
        number=1,
        name="Cấp giấy phép xây dựng",
        source="Cổng quốc gia",
        source_date=DAY,
        in_force_from=date(2026, 1, 1),
        level=2,
        audiences=["CITIZEN"],
        steps=["Nộp", "Nhận"],
    )
    Case.objects.create(revision=revision, key="house", name="Nhà ở", order=1)
    factory = Case.objects.create(revision=revision, key="factory", name="Nhà máy", order=2)
    limited = {"limit_kind": "LIMITED", "unit": "working_day"}
    for kind, case, limit in (
        ("ONLINE", None, 20),
        ("COUNTER", None, 25),
        ("COUNTER", factory, 30),
    ):
        channel = Channel.objects.create(
            revision=revision, kind=kind, case=case, limit=limit, visits=1, **limited
        )
        fee = Fee.objects.create(channel=channel, key="fee", name="Lệ phí", kind="COUNCIL_DECIDES")
        Exemption.objects.create(fee=fee, group="POOR", who="Hộ nghèo", share=100)
        Fee.objects.create(
            channel=channel,
            key="stamp",
            name="Tem",
            kind="FIXED",
            amount=10000,
            valid_to=date(2026, 12, 31),
        )
    ResultKind.objects.create(revision=revision, name="Giấy phép")
    LegalBasis.objects.create(revision=revision, symbol="50/2014/QH13")
    Revision.objects.filter(pk=revision.pk).update(**PUBLISHED)
    Procedure.objects.update(current=revision)
    return Revision.objects.select_related("procedure").get(pk=revision.pk)


def local(permit, symbol, since, until=None, **more) -> LocalTerms:
    """Terms that are published at once, with one line of each kind asked for."""
    terms = LocalTerms.objects.create(
        procedure=permit.procedure,
        symbol=symbol,
        signed_on=since - timedelta(days=20),
        in_force_from=since,
        in_force_until=until,
    )
    for model in (LocalFee, LocalLimit, LocalExemption):
        for row in more.get(model._meta.model_name, []):
            model.objects.create(local_terms=terms, **row)
    LocalTerms.objects.filter(pk=terms.pk).update(**PUBLISHED)
    return LocalTerms.objects.get(pk=terms.pk)


@pytest.fixture
def overlays(permit):
    """A resolution of the spring, one of the summer that replaces part of it, one that ended."""
    local(permit, "01/NQ", date(2026, 3, 1), localfee=[{"fee_key": "fee", "amount": 50000}])
    local(
        permit,
        "02/NQ",
        date(2026, 7, 1),
        localfee=[
            {"fee_key": "fee", "amount": 75000},
            {"fee_key": "fee", "amount": 90000, "case_key": "factory"},
            {"fee_key": "fee", "kind": "FREE", "channel_kind": "ONLINE"},
        ],
        locallimit=[
            {"limit": 12, "unit": "working_day", "channel_kind": "ONLINE"},
            {"limit": 28, "unit": "working_day", "channel_kind": "COUNTER"},
        ],
        localexemption=[{"fee_key": "fee", "group": "ELDERLY", "who": "Người già", "share": 50}],
    )
    local(
        permit,
        "03/NQ",
        date(2026, 4, 1),
        date(2026, 4, 30),
        localfee=[{"fee_key": "fee", "amount": 60000}],
    )


@pytest.mark.parametrize(
    ("case", "kind", "day", "amount", "source", "limit"),
    [
        ("house", "COUNTER", date(2026, 2, 28), None, "", 25),
        ("house", "COUNTER", date(2026, 3, 1), 50000, "01/NQ", 25),
        ("house", "COUNTER", date(2026, 4, 1), 60000, "03/NQ", 25),
        ("house", "COUNTER", date(2026, 4, 30), 60000, "03/NQ", 25),
        ("house", "COUNTER", date(2026, 5, 1), 50000, "01/NQ", 25),
        ("house", "COUNTER", date(2026, 6, 30), 50000, "01/NQ", 25),
        ("house", "COUNTER", date(2026, 7, 1), 75000, "02/NQ", 25),
        ("factory", "COUNTER", date(2026, 7, 1), 90000, "02/NQ", 28),
        ("house", "ONLINE", date(2026, 7, 1), None, "02/NQ", 12),
        ("factory", "ONLINE", date(2026, 6, 30), 50000, "01/NQ", 20),
        (None, "COUNTER", date(2026, 7, 1), 75000, "02/NQ", 25),
    ],
)
def test_the_terms_of_a_day(permit, overlays, case, kind, day, amount, source, limit):
    chosen = permit.cases.filter(key=case).first()
    terms = terms_on(permit, chosen, kind, day)
    fee = next(charge for charge in terms.charges if charge.key == "fee")
    assert (fee.amount and int(fee.amount), fee.legal_basis, terms.limit) == (amount, source, limit)
    shortened = terms.limit != terms.channel.limit
    assert (terms.limit_from is not None) == shortened
    assert (fee.local is not None) == bool(source)


def test_a_local_limit_that_became_longer_than_the_law_is_not_used(permit, overlays):
    """Twenty-eight days shorten the thirty of a factory and would lengthen the twenty-five."""
    factory = permit.cases.get(key="factory")
    assert terms_on(permit, factory, "COUNTER", DAY).limit == 28
    assert terms_on(permit, None, "COUNTER", DAY).limit == 25


def test_windows_and_exemptions_come_with_their_source(permit, overlays):
    terms = terms_on(permit, None, "COUNTER", DAY)
    fee, stamp = terms.charges
    assert [(each.title, each.local and each.local.symbol) for each in fee.spared] == [
        ("Hộ nghèo", None),
        ("Người già", "02/NQ"),
    ]
    assert stamp.spared == () and stamp.local is None and int(stamp.amount) == 10000
    later = terms_on(permit, None, "COUNTER", date(2027, 1, 1))
    assert [charge.key for charge in later.charges] == ["fee"]


def test_a_channel_that_is_not_open_has_no_terms(permit):
    assert terms_on(permit, None, "POST", DAY) is None
    kinds = [terms.channel.kind for terms in terms_of(permit, permit.cases.get(key="house"), DAY)]
    assert kinds == ["ONLINE", "COUNTER"]


def test_lists_narrow_what_they_prefetched(permit, overlays):
    texts = list(LocalTerms.objects.order_by("-in_force_from"))
    for day in (date(2026, 3, 1), date(2026, 4, 15), DAY):
        assert in_force(texts, day) == local_terms_on(permit.procedure, day)


def test_pinned_terms_outlive_their_end(permit, overlays, approver):
    summer = LocalTerms.objects.get(symbol="02/NQ")
    end_local(terms=summer, by=approver, expected_version=1, until=date(2026, 6, 30))
    assert LocalTerms.objects.get(pk=summer.pk).state == State.WITHDRAWN
    assert [text.symbol for text in local_terms_on(permit.procedure, DAY)] == ["01/NQ"]
    channel = permit.channels.get(kind="ONLINE")
    kept = combine(channel, None, DAY, pinned_local_terms([summer.pk]))
    assert kept.limit == 12 and kept.charges[0].kind == "FREE"


def test_same_day_with_its_cut_off_and_most_days():
    channel = Channel(limit_kind="SAME_DAY", cutoff=time(15, 0), at_most=3)
    assert "15:00" in limit_words(channel) and "3" in limit_words(channel).split("15:00")[1]


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        (Fee, {"key": "x", "name": "x", "kind": "FIXED"}),
        (Fee, {"key": "x", "name": "x", "kind": "FREE", "amount": 5}),
        (Channel, {"kind": "POST", "limit_kind": "LIMITED", "unit": "hour"}),
        (Channel, {"kind": "POST", "limit_kind": "NONE", "at_most": 3}),
        (Exemption, {"group": "POOR", "who": "x"}),
        (Exemption, {"group": "POOR", "who": "x", "share": 50, "amount": 5}),
        (Exemption, {"group": "POOR", "who": "x", "share": 101}),
        (ProcessStep, {"name": "x", "role": "x", "order": 1, "days": 1, "hours": 2}),
        (LocalFee, {"fee_key": "x", "kind": "FIXED"}),
        (LocalLimit, {"limit_kind": "LIMITED", "unit": "hour"}),
    ],
)
def test_the_database_refuses_what_cannot_be_true(permit, model, facts):
    draft = Revision.objects.create(
        procedure=permit.procedure,
        number=2,
        name="x",
        source="x",
        source_date=DAY,
        in_force_from=DAY,
        level=1,
    )
    channel = Channel.objects.create(revision=draft, kind="ONLINE", limit_kind="NONE")
    fee = Fee.objects.create(channel=channel, key="k", name="x", kind="FREE")
    terms = LocalTerms.objects.create(procedure=permit.procedure, symbol="9/NQ", in_force_from=DAY)
    owners = {"revision": draft, "channel": channel, "fee": fee, "local_terms": terms}
    names = {field.name for field in model._meta.concrete_fields if field.is_relation}
    wanted = {name: owner for name, owner in owners.items() if name in names}
    with pytest.raises(IntegrityError, match="constraint"), transaction.atomic():
        model.objects.create(**wanted, **facts)


@pytest.fixture
def drafted(permit, editor) -> LocalTerms:
    terms = LocalTerms.objects.create(
        procedure=permit.procedure,
        symbol="05/NQ",
        signed_on=DAY,
        in_force_from=DAY,
        created_by_id=editor.user_id,
    )
    LocalFee.objects.create(local_terms=terms, fee_key="fee", amount=80000)
    return terms


def test_terms_of_the_province_need_a_second_person_and_then_stay(drafted, editor, approver):
    with pytest.raises(NotPermitted):
        publish_local(terms=drafted, by=editor, expected_version=1)
    with pytest.raises(SomebodyWasFaster):
        publish_local(terms=drafted, by=approver, expected_version=2)
    assert terms_on(drafted.procedure.current, None, "COUNTER", DAY).charges[0].amount is None
    published = publish_local(terms=drafted, by=approver, expected_version=1)
    assert terms_on(drafted.procedure.current, None, "COUNTER", DAY).charges[0].amount == 80000
    assert Event.objects.filter(kind="local_terms.published").count() == 1
    with pytest.raises(WrongState):
        publish_local(terms=published, by=approver, expected_version=2)
    line = published.fees.get()
    line.amount = 1
    with pytest.raises(Frozen):
        line.save()
    published.symbol = "06/NQ"
    with pytest.raises(Frozen):
        published.save()


def test_who_wrote_a_line_does_not_publish_it(drafted, approver):
    LocalFee.history.update(history_user_id=approver.user_id)
    with pytest.raises(SecondPersonNeeded):
        publish_local(terms=drafted, by=approver, expected_version=1)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda terms: terms.fees.update(fee_key="lost"),
        lambda terms: terms.fees.update(case_key="lost"),
        lambda terms: terms.fees.all().delete(),
        lambda terms: LocalTerms.objects.filter(pk=terms.pk).update(signed_on=None),
        lambda terms: LocalLimit.objects.create(
            local_terms=terms, limit=2, unit="month", channel_kind="COUNTER"
        ),
    ],
)
def test_terms_that_speak_of_nothing_or_take_longer_are_refused(drafted, approver, spoil):
    spoil(drafted)
    with pytest.raises(NotReady) as refused:
        publish_local(terms=drafted, by=approver, expected_version=1)
    assert len(refused.value.missing) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE procedures_localfee SET amount = 1",
        "DELETE FROM procedures_locallimit",
        "UPDATE procedures_localexemption SET who = 'x'",
        "UPDATE procedures_localterms SET symbol = 'x'",
        "DELETE FROM procedures_localterms",
        "UPDATE procedures_localterms SET state = 'DRAFT', published_at = NULL",
        "UPDATE procedures_exemption SET who = 'x'",
        "DELETE FROM procedures_exemption",
    ],
)
def test_what_is_published_stays_in_the_database(permit, overlays, statement):
    with (
        pytest.raises(IntegrityError, match="cannot change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_case_is_chosen_by_its_rule():
    cases = [
        Case(key="a", rule={"field": "area", "gt": 250}),
        Case(key="b", rule=None),
        Case(key="c", rule={"any": [{"field": "kind", "is": "house"}]}),
    ]
    assert case_for(cases, {"area": 300}).key == "a"
    assert case_for(cases, {"area": 200, "kind": "house"}).key == "c"
    assert case_for(cases, {}) is None


def test_stages_run_side_by_side_and_days_add_up():
    rows = [(1, None, 1, None), (2, 2, 3, None), (3, 2, None, 8), (4, None, None, 4)]
    steps = [
        ProcessStep(
            pk=order,
            order=order,
            stage=stage,
            days=days and Decimal(days),
            hours=hours and Decimal(hours),
        )
        for order, stage, days, hours in rows
    ]
    assert [len(stage.steps) for stage in stages(steps)] == [1, 2, 1]
    assert float(process_days(steps)) == 4.5


@pytest.mark.parametrize(
    ("facts", "section"),
    [
        ({"decision_symbol": ""}, "announcement"),
        ({"decision_symbol": "1/QĐ-BXD", "decision_date": None}, "announcement"),
        ({"decision_symbol": "1/QĐ-BXD", "decision_date": date(2026, 12, 15)}, "announcement"),
        ({"decision_symbol": "1/QĐ-UBND", "decision_date": date(2026, 12, 28)}, "announcement"),
    ],
)
def test_a_broken_notice_is_told_and_does_not_refuse(permit, facts, section):
    told = Revision(
        pk=permit.pk,
        procedure=permit.procedure,
        level=1,
        in_force_from=date(2027, 1, 1),
        **facts,
    )
    found = [finding for finding in gate(told, DAY) if finding.section == section]
    assert any(not finding.refuses for finding in found)


def test_notice_in_time_is_not_told(permit):
    for symbol, signed, short in (
        ("1/QĐ-BXD", date(2026, 12, 12), False),
        ("1/QĐ-UBND", date(2026, 12, 27), False),
        ("1/QĐ-BXD", date(2026, 12, 31), True),
    ):
        told = Revision(
            pk=permit.pk,
            procedure=permit.procedure,
            level=1,
            in_force_from=date(2027, 1, 1),
            source="x",
            decision_symbol=symbol,
            decision_date=signed,
            short_procedure=short,
        )
        assert not [f for f in gate(told, DAY) if f.section == "announcement"], symbol


def test_one_more_visit_lost_thousands_and_slow_steps_are_flagged(permit, overlays):
    draft = Revision.objects.create(
        procedure=permit.procedure,
        number=2,
        name="x",
        source="x",
        source_date=DAY,
        in_force_from=DAY,
        level=1,
    )
    channel = Channel.objects.create(
        revision=draft,
        kind="COUNTER",
        limit_kind="LIMITED",
        limit=2,
        unit="working_day",
        visits=2,
    )
    Fee.objects.create(channel=channel, key="new", name="Phí", kind="FIXED", amount=700)
    ProcessStep.objects.create(revision=draft, order=1, name="x", role="x", days=3)
    said = [finding.text for finding in gate(draft, DAY) if not finding.refuses]
    for words in ("2 lượt", "700 đ", "02/NQ", "3 ngày"):
        assert any(words in text for text in said), (words, said)


def test_what_stands_on_a_text_is_found_by_its_symbol_in_any_spelling(permit, client):
    def listed(symbol):
        page = client.get("/thu-tuc/", {"basis": symbol})
        return [line["procedure"].code for line in page.context["procedures"]]

    assert listed("50/2014/QH13") == listed("50-2014 qh13") == ["1.013225"]
    assert listed("51/2014/QH13") == []
