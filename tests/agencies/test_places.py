import pytest
from django.core.management import call_command

from portal.agencies.models import AdministrativeUnit

pytestmark = pytest.mark.django_db


def test_the_country_is_imported_once_however_often(capsys):
    call_command("import_places")
    call_command("import_places")
    assert "34 tỉnh, thành phố; 3321 xã, phường, đặc khu" in capsys.readouterr().out
    provinces = AdministrativeUnit.objects.filter(parent=None)
    assert provinces.count() == 34
    assert AdministrativeUnit.objects.exclude(parent=None).count() == 3321
    hanoi = provinces.get(code="01")
    assert (hanoi.name, hanoi.kind) == ("Thành phố Hà Nội", "CITY")
    ward = hanoi.units.get(code="00070")
    assert (ward.name, ward.kind) == ("Phường Hoàn Kiếm", "WARD")


def test_a_renamed_unit_is_renamed_by_the_next_import():
    call_command("import_places")
    AdministrativeUnit.objects.filter(code="00070").update(name="Tên cũ")
    call_command("import_places")
    assert AdministrativeUnit.objects.get(code="00070").name == "Phường Hoàn Kiếm"


def test_units_come_in_vietnamese_order():
    call_command("import_places")
    names = list(AdministrativeUnit.objects.filter(parent=None).values_list("name", flat=True))
    assert names.index("Tỉnh Cà Mau") < names.index("Tỉnh Cao Bằng") < names.index("Tỉnh Đắk Lắk")
