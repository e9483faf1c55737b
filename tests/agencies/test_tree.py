from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.agencies import selectors
from portal.agencies.models import Agency, AgencyIdentifier, Post, Tenure
from portal.agencies.roles import Role
from portal.agencies.selectors import Grant, NoCode
from portal.agencies.services import appoint, end_tenure
from portal.audit.actors import SYSTEM
from portal.audit.models import Event
from portal.demo import agencies as demo

pytestmark = pytest.mark.django_db


def codes_of(ids):
    held = AgencyIdentifier.objects.filter(agency_id__in=ids, form="NEW")
    return set(held.values_list("code", flat=True))


def test_the_demo_province_is_whole_and_loads_twice(province):
    demo.load()
    assert Agency.objects.count() == len(province) == len(demo.plans())
    assert province["H99.22"].name == "UBND phường Bến Mây"
    assert province["H99.22"].name_en == "People's Committee of Ben May Ward"
    assert province["H99.22.04"].name == "Công an phường Bến Mây"


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("H99", "Minh Hà"),
        ("H99.04", "Minh Hà"),
        ("H99.04.02", "Minh Hà"),
        ("H99.06", "Minh Hà"),
        ("H99.22", "Bến Mây"),
        ("H99.22.01", "Bến Mây"),
        ("H99.22.04", "Bến Mây"),
    ],
)
def test_papers_are_dated_at_a_place_not_at_an_agency(unit, code, place):
    assert unit(code).place == place


def test_the_tree_is_read_at_once_and_in_vietnamese_order(
    province, today, django_assert_num_queries
):
    with django_assert_num_queries(1):
        (top,) = selectors.tree(today)
    assert top.agency == province["H99"]
    names = [branch.agency.name for branch in top.below]
    assert names.index("Công an tỉnh") < names.index("Sở Tài chính") < names.index("Sở Tư pháp")
    ward = next(branch for branch in top.below if branch.agency == province["H99.22"])
    assert len(ward.below) == 4


def test_both_forms_of_a_code_find_the_agency(province, today):
    assert selectors.agency_by_code("H99.22", today) == province["H99.22"]
    assert selectors.agency_by_code("000.00.22.H99", today) == province["H99.22"]
    assert selectors.agency_by_code("000.02.22.H99", today) == province["H99.22.02"]
    assert selectors.agency_by_code("H98", today) is None
    assert selectors.agency_by_code("H99.22", date(2020, 1, 1)) is None


def test_the_code_of_an_agency_is_that_of_the_day(province, today):
    ward = province["H99.22"]
    held = ward.identifiers.get(form="NEW")
    held.until = date(2026, 12, 31)
    held.save()
    AgencyIdentifier.objects.create(agency=ward, form="NEW", code="H99.52", since=date(2027, 1, 1))
    assert selectors.code_of(ward, date(2026, 12, 31)) == "H99.22"
    assert selectors.code_of(ward, date(2027, 1, 1)) == "H99.52"
    with pytest.raises(NoCode):
        selectors.code_of(ward, date(2020, 1, 1))


def test_two_agencies_never_hold_one_code_on_one_day(province):
    with pytest.raises(IntegrityError, match="agency_code_once_a_day"), transaction.atomic():
        AgencyIdentifier.objects.create(
            agency=province["H99.23"], form="OLD", code="H99.22", since=date(2026, 1, 1)
        )
    with pytest.raises(IntegrityError, match="agency_one_code_a_form"), transaction.atomic():
        AgencyIdentifier.objects.create(
            agency=province["H99.22"], form="NEW", code="H99.77", since=date(2026, 1, 1)
        )


@pytest.mark.parametrize(
    ("form", "code"), [("NEW", "000.00.22.H99"), ("OLD", "H99.22"), ("NEW", "x")]
)
def test_a_code_has_the_shape_of_its_form(province, form, code):
    identifier = AgencyIdentifier(
        agency=province["H99.22"],
        form=form,
        code=code,
        since=date(2020, 1, 1),
        until=date(2020, 1, 2),
    )
    with pytest.raises(ValidationError) as refused:
        identifier.full_clean()
    assert "code" in refused.value.message_dict


def test_a_unit_is_part_of_its_authority(unit):
    division, police = unit("H99.22.02"), unit("H99.22.04")
    assert division.authority == unit("H99.22")
    assert police.authority == police
    assert selectors.division_path(division) == [unit("H99.22"), division]
    inside = set(selectors.divisions_of(division))
    assert inside == {unit(code) for code in ("H99.22", "H99.22.01", "H99.22.02", "H99.22.03")}


def test_a_role_counts_in_the_agency_and_its_units_only(unit):
    def scope(role, code):
        return codes_of(selectors.agencies_in_scope([Grant(role, unit(code))]))

    assert scope(Role.LEADER, "H99.22") == {"H99.22", "H99.22.01", "H99.22.02", "H99.22.03"}
    assert scope(Role.OFFICER, "H99.22.02") == {"H99.22.02"}
    assert scope(Role.LEADER, "H99") == {"H99", "H99.01"}
    assert scope(Role.AUDITOR, "H99") == {plan.code for plan in demo.plans()}
    assert "H99.22.04" in scope(Role.ADMIN, "H99.22")
    assert selectors.agencies_in_scope([]) == set()


def test_roles_come_from_posts_held_that_day(unit, someone):
    official = someone()
    post = Post.objects.create(
        agency=unit("H99.22"), title="Phó Chủ tịch", roles=["LEADER", "OFFICER"]
    )
    tenure = appoint(post=post, user=official, since=date(2026, 1, 1), by=SYSTEM)
    end_tenure(tenure=tenure, until=date(2026, 6, 30), by=SYSTEM)

    held = selectors.roles_of(official, date(2026, 6, 30))
    assert {(grant.role, grant.agency) for grant in held} == {
        (Role.LEADER, unit("H99.22")),
        (Role.OFFICER, unit("H99.22")),
    }
    assert selectors.roles_of(official, date(2026, 7, 1)) == []
    assert selectors.roles_of(official, date(2025, 12, 31)) == []
    assert selectors.post_title(official, unit("H99.22"), date(2026, 3, 1)) == "Phó Chủ tịch"
    assert selectors.post_title(official, unit("H99.22").pk, date(2026, 7, 1)) == ""
    assert selectors.holders(Role.LEADER, unit("H99.22"), date(2026, 3, 1)) == [official.pk]


def test_a_closed_agency_gives_no_roles(unit, someone):
    official, ward = someone(), unit("H99.22")
    post = Post.objects.create(agency=ward, title="Chủ tịch", roles=["LEADER"])
    appoint(post=post, user=official, since=date(2026, 1, 1), by=SYSTEM)
    ward.until = date(2026, 5, 31)
    ward.save()
    assert selectors.roles_of(official, date(2026, 5, 31))
    assert not selectors.roles_of(official, date(2026, 6, 1))


def test_tenures_may_overlap_and_are_never_deleted(unit, someone):
    post = Post.objects.create(agency=unit("H99.22"), title="Công chức", roles=["DESK"])
    first, second = someone("Phạm Thu Trang"), someone("Lê Văn Sáng")
    one = appoint(post=post, user=first, since=date(2026, 1, 1), by=SYSTEM)
    appoint(post=post, user=second, since=date(2026, 2, 1), by=SYSTEM)
    assert appoint(post=post, user=first, since=date(2026, 1, 1), by=SYSTEM) == one
    assert Tenure.objects.count() == 2
    with pytest.raises(ValidationError):
        one.delete()
    assert Event.objects.filter(kind="post.taken").count() == 2


def test_a_tenure_cannot_end_before_it_begins(unit, someone):
    post = Post.objects.create(agency=unit("H99.22"), title="Công chức", roles=["DESK"])
    tenure = appoint(post=post, user=someone(), since=date(2026, 2, 1), by=SYSTEM)
    with pytest.raises(ValidationError):
        end_tenure(tenure=tenure, until=date(2026, 1, 1), by=SYSTEM)


def test_unknown_roles_are_refused_by_the_database(unit):
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(agency=unit("H99.22"), title="Lạ", roles=["KING"])


def test_an_agency_cannot_be_its_own_ancestor_nor_too_deep(unit):
    ward = unit("H99.22")
    ward.parent = unit("H99.22.02")
    with pytest.raises(ValidationError):
        ward.full_clean()
    deep = unit("H99.22.02")
    for _ in range(2):
        deep = Agency(name="Tổ", kind="DIVISION", level="COMMUNE", parent=deep, since=demo.SINCE)
        if len(deep.line()) > 4:
            with pytest.raises(ValidationError):
                deep.full_clean()
        else:
            deep.full_clean()
            deep.save()


def test_every_edit_of_an_agency_is_kept(unit):
    ward = unit("H99.22")
    ward.phone = "0299 3 000 000"
    ward.save()
    assert ward.history.count() == 2
    assert ward.history.order_by("-history_id").first().phone == "0299 3 000 000"
