"""Addresses in two levels: what is offered, what is taken, what an old answer becomes."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from portal.agencies.models import AdministrativeUnit
from portal.agencies.places import Country, Filed
from procedures.eforms import evaluate
from procedures.eforms.django_form import SectionForm
from procedures.eforms.summary import summarise
from tests.procedures.test_evaluate import form

TODAY = date(2026, 11, 21)
FORM = form({"key": "home", "kind": "address", "label": "Nơi cư trú", "required": True})


class Places:
    """Two provinces, one of them with two communes, both known by name."""

    def provinces(self):
        return [("91", "An Giang"), ("99", "Minh Hà")]

    def communes(self, province):
        return {"99": [("99021", "Xã An Khê Hạ"), ("99022", "Phường Bến Mây")]}.get(province, [])

    def names(self, codes):
        known = {"99": "Tỉnh Minh Hà", "99022": "Phường Bến Mây", "91": "Tỉnh An Giang"}
        return {code: known[code] for code in codes if code in known}


def read(places=None, **home):
    return evaluate(FORM, {"home": home}, TODAY, places=places or Places())


def page(answers=None, **data):
    sent = MultiValueDict({f"home.{name}": [value] for name, value in data.items()})
    sent["action"] = "refresh"
    return SectionForm(
        FORM, "s", answers={"home": answers or {}}, today=TODAY, data=sent, places=Places()
    )


def options(form, name):
    return [value for value, _label in form.fields[f"home.{name}"].widget.choices]


@pytest.mark.parametrize("typed", ["99022", "Phường Bến Mây", "phường  bến mây", "Phường Bến Mây"])
def test_a_commune_is_taken_by_its_code_or_its_name_in_any_spelling(typed):
    found = read(province="99", commune=typed)
    assert found.ok
    assert found.answers["home"] == {"province": "99", "commune": "99022"}


@pytest.mark.parametrize(
    ("province", "commune", "path", "code"),
    [
        ("99", "Phường Không Có", "home.commune", "not_there"),
        ("98", "99022", "home.province", "choice"),
        ("99", "00070", "home.commune", "not_there"),
        ("99", {"a": 1}, "home.commune", "shape"),
        ("99", "", "home.commune", "required_choice"),
    ],
)
def test_what_is_not_on_the_list_is_said_where_it_stands(province, commune, path, code):
    found = read(province=province, commune=commune)
    assert found.errors[path][0].code == code
    assert path.rpartition(".")[2] not in found.answers.get("home", {})


def test_a_province_whose_communes_nobody_knows_takes_them_as_written():
    found = read(province="91", commune=" Xã  Ba Chúc ")
    assert found.ok and found.answers["home"]["commune"] == "Xã Ba Chúc"
    assert read(province="91", commune="x" * 81).errors["home.commune"][0].code == "too_long"


def test_without_a_script_the_button_brings_up_the_communes():
    first = page()
    assert options(first, "commune") == [""]
    html = render_to_string("procedures/eform/fields.html", {"form": first})
    assert 'value="refresh"' in html
    chosen = page(province="99", commune="")
    assert chosen.acted and not chosen.errors
    assert options(chosen, "commune") == ["", "99021", "99022"]
    assert options(chosen, "province") == ["", "91", "99"]


def test_what_was_typed_before_there_was_a_list_is_not_lost():
    known = page({"province": "99", "commune": "Phường Bến Mây"})
    assert options(known, "commune") == ["", "99021", "Phường Bến Mây"]
    unknown = page({"province": "99", "commune": "Xã Đã Gõ"})
    assert options(unknown, "commune") == ["", "Xã Đã Gõ", "99021", "99022"]
    elsewhere = page({"province": "99", "commune": "00070"})
    assert options(elsewhere, "commune") == ["", "99021", "99022"]


def line(found):
    (section,) = summarise(FORM, found)
    return section.rows[0].value


def test_codes_are_read_as_names():
    assert line(read(province="99", commune="99022", detail="Số 1")) == (
        "Số 1, Phường Bến Mây, Tỉnh Minh Hà"
    )


@pytest.mark.django_db
class TestTheRegister:
    @pytest.fixture(autouse=True)
    def units(self):
        def unit(code, name, kind, parent=None, until=None):
            made = AdministrativeUnit(
                code=code, name=name, kind=kind, parent=parent, since="2025-07-01", until=until
            ).keyed()
            made.save()
            return made

        unit("01", "Thành phố Hà Nội", "CITY")
        province = unit("99", "Tỉnh Minh Hà", "PROVINCE")
        unit("91", "Tỉnh An Giang", "PROVINCE")
        unit("99022", "Phường Bến Mây", "WARD", province)
        unit("99030", "Xã Đã Nhập", "COMMUNE", province, until="2026-06-30")

    def test_lists_hold_what_holds_on_the_day(self):
        country = Country(TODAY)
        assert country.provinces() == [("91", "An Giang"), ("01", "Hà Nội"), ("99", "Minh Hà")]
        assert country.communes("99") == [("99022", "Phường Bến Mây")]
        assert len(Country(date(2026, 1, 1)).communes("99")) == 2
        assert country.communes("00") == []

    def test_every_list_is_read_once(self, django_assert_num_queries):
        country = Country(TODAY)
        home = {"home": {"province": "99", "commune": "99022"}}
        with django_assert_num_queries(2):
            assert all(evaluate(FORM, home, TODAY, places=country).ok for _time in range(3))

    def test_what_was_sent_stays_readable_whatever_became_of_the_place(self):
        merged = read(Filed(), province="99", commune="99030")
        assert merged.ok and line(merged) == "Xã Đã Nhập, Tỉnh Minh Hà"
        typed = read(Filed(), province="99", commune="Xã Viết Tay")
        assert typed.ok and line(typed) == "Xã Viết Tay, Tỉnh Minh Hà"
        assert not read(Country(TODAY), province="99", commune="99030").ok
