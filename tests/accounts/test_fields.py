"""Identity numbers: unreadable in the database, in the history too, and still found."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.utils import timezone

from portal.accounts.models import CitizenProfile, KeptPost
from portal.kernel.keyring import Tampered

NUMBER = "079185001234"


def stored(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {column} FROM "{table}"')
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def profile(person):
    person.profile.typed_number = NUMBER
    person.profile.save()
    return person.profile


def test_a_number_reads_back_and_is_not_stored_in_plain(profile):
    assert CitizenProfile.objects.get().typed_number == NUMBER
    for table in ("accounts_citizenprofile", "accounts_historicalcitizenprofile"):
        values = [value for value in stored(table, "typed_number") if value]
        assert values and all(NUMBER not in value for value in values)


def test_history_reads_back_too(profile):
    assert profile.history.first().typed_number == NUMBER


def test_a_number_is_found_by_its_keyed_hash(profile):
    found = CitizenProfile.objects.filter(typed_number_hash__matches=NUMBER)
    assert [each.pk for each in found] == [profile.pk]
    assert NUMBER not in stored("accounts_citizenprofile", "typed_number_hash")[0]


def test_searching_the_encrypted_column_is_refused(db):
    with pytest.raises(FieldError):
        CitizenProfile.objects.filter(typed_number=NUMBER).exists()


def test_old_keys_still_read_and_new_ones_write(profile, settings):
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = {"t2": "bmV3LW9ubHktbmV3LW9ubHktbmV3LW9ubHktMTIzNDU=", **old}
    again = CitizenProfile.objects.get()
    assert again.typed_number == NUMBER
    again.save()
    assert stored("accounts_citizenprofile", "typed_number")[0].startswith("t2.")


def test_a_value_copied_to_another_column_does_not_open(profile):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_citizenprofile SET address_detail = typed_number")
    with pytest.raises(Tampered):
        CitizenProfile.objects.get()


def test_json_keeps_its_shape(db):
    fields = [["q1", "Ở Ễ"], ["q1", ""], ["n", "2"]]
    KeptPost.objects.create(device_hash="d", path="/", fields=fields, expires_at=timezone.now())
    assert KeptPost.objects.get().fields == fields
    assert "Ở" not in stored("accounts_keptpost", "fields")[0]
