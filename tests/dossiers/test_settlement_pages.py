"""The report on handling for those it is for: figures lead to dossiers, a signature keeps them."""

from datetime import date, datetime

import pytest

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import SettlementReport
from dossiers.selectors.settlement import settlement, signed_settlement
from dossiers.services.sign_settlement import sign_settlement
from dossiers.workflow import Action as A
from portal.agencies.roles import Role
from portal.reports.services import count_all
from portal.reports.values import Count, Span
from tests.factories.accounts import come_in, official
from tests.factories.agencies import VIETNAM
from tests.factories.play import Play

pytestmark = pytest.mark.django_db

PAGE = "/quan-tri/bao-cao/giai-quyet/"
MONTH = {"ky": "thang", "so": "11", "nam": "2026"}
NOVEMBER = Span(date(2026, 10, 15), date(2026, 11, 14))
AFTER = datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def play():
    """One result a day early, one dossier past its date."""
    Play().do(A.SUBMIT, A.ACCEPT)
    return Play().do(A.SUBMIT, A.ACCEPT, A.PROPOSE, A.DECIDE, A.COMPLETE_SIGNING)


def figures_of(response) -> list[str]:
    return ["".join(each.itertext()) for each in response.tree.iterfind(".//tfoot//td")]


def test_a_leader_reads_the_form_and_goes_to_the_dossiers_behind_a_figure(page, play):
    come_in(page, play.leader)
    response = page.get_counted(PAGE, MONTH)
    assert figures_of(response) == ["2", "2", "0", "0", "1", "1", "0", "0", "1", "0", "1"]

    late = response.tree.findall(".//tfoot//td//a")[-1].get("href")
    listed = page.get_counted(late)
    codes = [each.text for each in listed.tree.iterfind(".//tbody//a[@class='code']")]
    assert len(codes) == 1 and codes != [play.dossier.code]
    assert page.get(PAGE + "ho-so/?cot=nothing").status_code == 404


def test_the_form_as_a_table_and_on_paper(page, play):
    come_in(page, play.leader)
    table = b"".join(page.get(PAGE + "bang.csv", MONTH).streaming_content).decode()
    assert table.splitlines()[-1].endswith("2,2,0,0,1,1,0,0,1,0,1")
    paper = page.get(PAGE + "bieu.pdf", MONTH)
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")


def test_other_officials_have_no_report(page, play):
    come_in(page, play.officer)
    assert page.get(PAGE).status_code == 403


def test_a_signed_report_stays_and_corrections_stand_beside_it(page, play, time_machine):
    come_in(page, play.leader)
    time_machine.move_to(AFTER, tick=False)
    come_in(page, play.leader)
    signed = page.post(f"{PAGE}?ky=thang&so=11&nam=2026", {"action": "sign"}, follow=True)
    report = SettlementReport.objects.get()
    assert (report.agency, report.signed_by) == (play.place.committee, play.leader)
    assert "Đã ký" in signed.content.decode() and not signed.tree.findall(".//*[@id='moved']")

    counted = ("accepted", date(2026, 11, 13), 1, "COUNTER", play.place.committee.pk)
    count_all([Count("procedure", "1.001193", *counted)])
    later = page.get(PAGE, MONTH)
    assert figures_of(later)[0] == "2"
    numbers = later.tree.findall(".//section[@aria-labelledby='moved']//td[@class='number']")
    assert [each.text for each in numbers[:2]] == ["2", "3"]


def test_only_the_head_signs_once_and_not_before_the_end(play):
    place = play.place.committee
    about = {"agency": place, "span": NOVEMBER}
    auditor = official(place, Role.AUDITOR)
    with pytest.raises(NotAllowed):
        sign_settlement(**about, by=auditor, at=AFTER)
    with pytest.raises(Invalid):
        sign_settlement(**about, by=play.leader, at=datetime(2026, 11, 14, 9, tzinfo=VIETNAM))
    report = sign_settlement(**about, by=play.leader, at=AFTER)
    with pytest.raises(Invalid):
        sign_settlement(**about, by=play.leader, at=AFTER)
    report.refresh_from_db()
    assert signed_settlement(report) == settlement([place.pk], NOVEMBER, AFTER.date())
