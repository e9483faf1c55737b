"""The pages of the archive, for officials and for the owner."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from dossiers.errors import NotAllowed
from dossiers.models import ArchiveEntry, Disposal, Package, RetentionTerm
from dossiers.selectors.archive.verify import verify_package
from dossiers.selectors.citizen import IN_HOUSE
from dossiers.services.archive.close import close
from dossiers.services.archive.destroy import destroy_due
from dossiers.services.archive.package import expire_packages, make_package, order_package
from portal.accounts.fields import lookup_hash
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.documents import storage
from portal.documents.container import unpack
from portal.documents.workflow import Damage
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.archive import closed, ended
from tests.factories.counter import NUMBER
from tests.factories.dossiers import submitted

pytestmark = pytest.mark.django_db


def packed(play) -> Package:
    made = order_package(
        dossier=play.dossier, by=play.owner, actor=Actor.citizen(play.owner), at=play.at
    )
    make_package(package_id=made.pk, at=play.at)
    made.refresh_from_db()
    return made


def test_a_package_comes_back_whole_and_every_change_of_it_is_named():
    play, _entry = closed()
    package = packed(play)
    data = storage.read(package.file.key)
    faults, _doubts = verify_package(data)
    assert faults == []
    middle = data.index(b"%") if b"%" in data else len(data) // 2
    for place in (0, 60, middle, len(data) // 3, len(data) // 2, len(data) - 30, len(data) - 1):
        changed = bytearray(data)
        changed[place] ^= 1
        assert verify_package(bytes(changed))[0], place
    for changed in (data + b"\0", b"\0" + data, data[:-1], data[:100], b"", b"PK"):
        assert verify_package(changed)[0]
    assert (
        order_package(
            dossier=play.dossier, by=play.owner, actor=Actor.citizen(play.owner), at=play.at
        )
        != package
    )
    assert expire_packages(at=package.expires_at) == 1
    package.refresh_from_db()
    assert (package.state, package.file.damage) == ("EXPIRED", Damage.DESTROYED)


def test_the_applicant_is_packed_no_word_that_the_house_says_to_itself():
    """What was proposed, decided and recalled stays in the house; officials have it all."""
    play, _entry = closed()

    def told(by, actor):
        made = order_package(dossier=play.dossier, by=by, actor=actor, at=play.at)
        make_package(package_id=made.pk, at=play.at)
        made.refresh_from_db()
        files = unpack(storage.read(made.file.key))[0].files
        steps = {row["action"] for row in json.loads(files["data/dossier.json"])["steps"]}
        kinds = {row["kind"] for row in json.loads(files["data/events.json"])["events"]}
        assert {f"dossier.{step}" for step in steps} <= kinds
        return steps

    house = told(play.leader, Actor.official(play.leader))
    applicant = told(play.owner, Actor.citizen(play.owner))
    assert {"propose", "decide"} <= house
    assert applicant == house - {*IN_HOUSE, "propose"}
    assert {"submit", "accept", "let_out"} <= applicant


def test_nobody_takes_home_what_has_not_ended():
    owner, place = citizen(), commune()
    with pytest.raises(NotAllowed):
        order_package(dossier=submitted(owner, place), by=owner, actor=Actor.citizen(owner))


def test_an_official_finds_a_dossier_reads_its_contents_and_takes_the_list_away(page):
    play, entry = closed()
    come_in(page, play.leader)
    response = page.get_counted(reverse("archive:list"), {"code": entry.code[:6]})
    assert entry.code in response.text_of(".//tbody")
    assert entry.contents["files"][0]["sha256"] in page.get(entry.desk_url).text_of(".//main")
    table = page.get(reverse("archive:table"))
    assert entry.digest in b"".join(table.streaming_content).decode()
    assert page.get(reverse("archive:list"), {"code": "KHONG", "sau": "rác"}).status_code == 200
    page.post(entry.desk_url, {"action": "take_out", "reason": "Cần xem."})
    assert not ArchiveEntry.objects.filter(taken_out_at=None).exists()
    page.post(reverse("archive:act", args=[play.dossier.public_id]), {"action": "close"})
    assert ArchiveEntry.objects.filter(taken_out_at=None).count() == 1


def test_the_dossiers_of_a_person_are_cut_by_key_and_the_number_stays_in_the_body(
    page, monkeypatch
):
    monkeypatch.setattr("dossiers.admin.archive.lists.PAGE", 1)
    entries = [closed()[1], closed()[1]]
    ArchiveEntry.objects.update(person_hash=lookup_hash(NUMBER))
    come_in(page, official(entries[0].keeper, Role.LEADER))
    seen, key = [], ""
    for _page in entries:
        shown = page.post(reverse("archive:person"), {"number": NUMBER, "sau": key})
        seen += [cell.text for cell in shown.tree.iterfind(".//tbody//a[@class='code']")]
        more = shown.tree.find(".//main//input[@name='sau']")
        key = more.get("value") if more is not None else ""
    assert sorted(seen) == sorted(entry.code for entry in entries) and not key


def test_an_administrator_enters_a_term_from_a_day_on_and_nobody_changes_it(page):
    play = ended()
    procedure = play.dossier.revision.procedure
    address = reverse("admin:dossiers_retentionterm_add")
    come_in(page, play.leader)
    assert page.get(address).status_code == 403
    come_in(page, official(play.place.province, Role.ADMIN))
    given = {"procedure": procedure.code, "since": "2026-01-01", "years": "1", "basis": "QĐ 1"}
    assert "70" in page.post(address, given).text_of(".//form")
    page.post(address, given | {"years": ""})
    term = RetentionTerm.objects.get()
    page.post(address, given | {"years": "9"})
    assert (RetentionTerm.objects.get(), term.years) == (term, None)
    listed = Client()
    listed.cookies = page.cookies
    terms = listed.get(reverse("admin:dossiers_retentionterm_changelist"))
    assert "vĩnh viễn" in terms.content.decode()
    changed = reverse("admin:dossiers_retentionterm_change", args=[term.pk])
    page.post(changed, given | {"years": "9"})
    assert RetentionTerm.objects.get().years is None
    assert close(dossier=play.dossier, by=None).ends_on is None


def test_the_owner_has_the_whole_dossier_packed_and_nobody_else(page):
    play = ended()
    close(dossier=play.dossier, by=play.leader)
    address = reverse("dossiers:package", args=[play.dossier.public_id])
    come_in(page, play.owner)
    page.post(address, {"action": "pack"})
    make_package(package_id=Package.objects.get().pk)
    assert "Tải gói hồ sơ" in page.get(play.dossier.get_absolute_url()).text_of(".//aside")
    come_in(page, citizen())
    assert page.post(address, {"action": "pack"}).status_code == 404


def test_a_list_goes_its_way_by_buttons_and_the_dossier_says_that_it_is_gone(page):
    play, entry = closed()
    code = play.dossier.reference
    ArchiveEntry.objects.update(ends_on="2026-01-01")
    come_in(page, play.second)
    assert "không bắt buộc" not in page.get(reverse("archive:due")).text_of(".//form")
    given = {"action": "propose", "reason": "Hết hạn.", "entry": str(entry.public_id)}
    assert page.post(reverse("archive:due"), given | {"reason": ""}).status_code == 422
    page.post(reverse("archive:due"), given)
    made = Disposal.objects.get()
    page.post(made.desk_url, {"action": "approve", "version": 1})
    come_in(page, play.leader)
    page.get(made.desk_url)
    page.post(made.desk_url, {"action": "approve", "version": 1})
    made.refresh_from_db()
    assert (made.state, made.decided_by) == ("APPROVED", play.leader)
    page.get(reverse("archive:disposals"))
    Disposal.objects.update(hold_until="2026-01-01")
    assert destroy_due() == 1
    assert code in page.get(reverse("archive:destroyed")).text_of(".//tbody")
    gone = page.get(play.dossier.desk_url)
    assert made.reason in gone.text_of(".//aside")
    assert gone.tree.findall(".//main//button") == []
    come_in(page, play.owner)
    assert "Đã hủy" in page.get(play.dossier.get_absolute_url()).text_of(".//main")
    page.get(reverse("dossiers:mine"))
    page.logout()
    found = page.get(reverse("dossiers:track"), {"code": code})
    assert "đã được hủy" in found.text_of(".//main")
