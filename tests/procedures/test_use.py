"""How a service is used: what its page, the API and the place of upload say, and what they hide."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from portal.reports.rules.names import Name
from portal.reports.services import count_all
from portal.reports.values import Count
from procedures.selectors.figures import Share, _forecast, measured
from tests.client import words
from tests.factories.agencies import commune
from tests.factories.procedures import procedure

CODE = "1.001193"
TODAY = date(2026, 11, 21)
USUAL, FOUND = "", "bi-bo-roi"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day(time_machine):
    time_machine.move_to("2026-11-21 10:00:00 +0700")


@pytest.fixture
def service(db):
    return procedure(commune())


def kept(name: Name, amount: int, detail: str = "", back: int = 10, agency_id=None) -> None:
    day = TODAY - timedelta(days=back)
    with transaction.atomic():
        count_all([Count("procedure", CODE, name, day, amount, detail, agency_id)])


def worked(times: dict[int, int], case: str = USUAL, back: int = 10) -> None:
    for days, dossiers in times.items():
        kept(Name.WORKED, dossiers, f"{case}/ONLINE/{days}", back)


def figures_on(page) -> dict[str, str]:
    rows = page.tree.findall(".//section[@aria-labelledby='figures']//div[@class='summary-row']")
    return {words(row.find("dt")): words(row.find("dd")) for row in rows}


def online(page) -> str:
    rows = page.tree.findall(".//section[@aria-labelledby='channels']//tbody/tr")
    return next(words(row) for row in rows if words(row).startswith("Trực tuyến"))


def test_without_dossiers_the_page_says_so(client, service):
    page = client.get(f"/thu-tuc/{CODE}/")
    assert figures_on(page) == {
        "Tiếp nhận trực tuyến": "0",
        "Đã giải quyết trực tuyến": "0",
        "Trực tuyến, giải quyết đúng hạn": "còn quá ít hồ sơ để tính",
        "Tổng số tiếp nhận, trực tuyến và cách khác": "0",
        "Tổng số đã giải quyết": "0",
        "Đang giải quyết": "0",
    }
    section = words(page.tree.find(".//section[@aria-labelledby='figures']"))
    assert "từ 01/01/2026 đến 21/11/2026" in section
    assert "cần ít nhất 20 hồ sơ" in section and "quá ít người đánh giá" in section
    assert "khoản 5" not in section and "Điều 11 Thông tư 32/2017/TT-BTTTT" in section


def test_the_year_is_counted_from_1_january_and_small_numbers_are_not_told(client, service):
    kept(Name.RECEIVED, 41, "ONLINE")
    kept(Name.RECEIVED, 3, "COUNTER")
    kept(Name.RECEIVED, 1000, "ONLINE", back=(TODAY - date(2025, 12, 31)).days)
    kept(Name.DONE, 37, "ONLINE")
    kept(Name.ON_TIME, 36, "ONLINE")
    kept(Name.LATE, 1, "ONLINE")
    kept(Name.IN_PROCESS, 4)
    page = client.get(f"/thu-tuc/{CODE}/")
    assert list(figures_on(page).values()) == [
        "41",
        "37",
        "97 % (36 trên 37)",
        "44",
        "37",
        "dưới 5",
    ]


def test_what_is_in_process_counts_from_the_beginning(service):
    kept(Name.IN_PROCESS, 9, back=500)
    kept(Name.IN_PROCESS, -2)
    assert measured(CODE, TODAY).use.in_process == 7


def test_times_in_practice_stand_beside_the_limit_once_twenty_are_known(client, service):
    worked({1: 10, 2: 7, 6: 2})
    assert "Thực tế" not in online(client.get(f"/thu-tuc/{CODE}/"))
    worked({9: 1})
    limit = "3 ngày làm việc"
    said = online(client.get(f"/thu-tuc/{CODE}/"))
    assert limit in said
    assert "Thực tế: 9 trên 10 hồ sơ xong trong 6 ngày làm việc (90 ngày qua, 20 hồ sơ)" in said
    english = words(client.get(f"/en/thu-tuc/{CODE}/").tree.find(".//main"))
    assert "9 in 10 were done within 6 working days (last 90 days, 20 dossiers)" in english


@pytest.mark.parametrize(
    ("times", "nine_in_ten", "half"),
    [
        ({0: 20}, 0, 0),
        ({0: 9, 1: 9, 30: 2}, 1, 1),
        ({0: 9, 1: 8, 30: 3}, 30, 1),
        ({3: 10, 2: 10}, 3, 2),
        ({1: 89, 5: 1, 40: 10}, 5, 1),
    ],
)
def test_nine_in_ten(times, nine_in_ten, half):
    forecast = _forecast(times, 90)
    found = (forecast.days, forecast.median, forecast.cases)
    assert found == (nine_in_ten, half, sum(times.values()))
    assert _forecast({1: 19}, 90) is None


def test_a_rare_service_is_measured_over_a_year_and_a_case_by_itself(db):
    worked({1: 12}, back=10)
    worked({4: 12}, back=200)
    worked({2: 25}, FOUND)
    worked({3: 30}, back=366)
    found = measured(CODE, TODAY).forecasts
    assert (found[USUAL, "ONLINE"].window, found[USUAL, "ONLINE"].cases) == (365, 24)
    assert (found[FOUND, "ONLINE"].window, found[FOUND, "ONLINE"].days) == (90, 2)


def test_a_paper_that_often_comes_back_warns_with_the_commonest_reason(client, service):
    kept(Name.PAPER_CHECKED, 19, "chung-sinh")
    kept(Name.PAPER_RETURNED, 4, "chung-sinh/UNREADABLE")
    kept(Name.PAPER_RETURNED, 2, "chung-sinh/MISSING")
    assert "bị trả lại" not in words(client.get(f"/thu-tuc/{CODE}/").tree.find(".//main"))
    kept(Name.PAPER_CHECKED, 1, "chung-sinh")
    page = client.get(f"/thu-tuc/{CODE}/")
    said = [words(each) for each in page.tree.findall(".//span[@class='paper-warning']")]
    assert said == [
        "Cứ 10 hồ sơ thì 3 bị trả lại giấy tờ này, nhiều nhất vì không đọc được "
        "(90 ngày qua, 20 hồ sơ)"
    ]


def test_satisfaction_is_shown_by_item_once_five_have_judged(client, service):
    kept(Name.SATISFACTION, 6, "overall/3")
    kept(Name.SATISFACTION, 3, "overall/2")
    kept(Name.SATISFACTION, 1, "overall/1")
    kept(Name.SATISFACTION, 4, "attitude/3")
    page = client.get(f"/thu-tuc/{CODE}/")
    rows = page.tree.findall(".//section[@aria-labelledby='figures']//tbody/tr")
    assert [[words(cell) for cell in row] for row in rows] == [
        ["Đánh giá chung", "60 %", "30 %", "10 %", "10"]
    ]


def test_figures_of_one_agency(client, service):
    ward, other = commune().committee, commune("H99.23").committee
    procedure(commune("H99.23"))
    kept(Name.RECEIVED, 8, "ONLINE", agency_id=ward.pk)
    kept(Name.RECEIVED, 30, "ONLINE", agency_id=other.pk)
    for address, received in (("", "38"), ("?agency=H99.22", "8"), ("?agency=H99.23", "30")):
        page = client.get(f"/thu-tuc/{CODE}/{address}")
        assert figures_on(page)["Tiếp nhận trực tuyến"] == received
    chosen = page.tree.find(".//select[@name='agency']/option[@selected]")
    assert chosen.get("value") == "H99.23"
    for odd in ("H99.06", "x%27", "99999"):
        page = client.get(f"/thu-tuc/{CODE}/?agency={odd}")
        assert figures_on(page)["Tiếp nhận trực tuyến"] == "38"


def test_programs_get_the_same_figures(client, service):
    ward = commune().committee
    commune("H99.23")
    kept(Name.RECEIVED, 41, "ONLINE", agency_id=ward.pk)
    kept(Name.DONE, 2, "ONLINE")
    worked({1: 18, 3: 2})
    kept(Name.PAPER_CHECKED, 40, "chung-sinh")
    kept(Name.PAPER_RETURNED, 12, "chung-sinh/EXPIRED")
    kept(Name.SATISFACTION, 5, "overall/3")
    found = client.get(f"/api/v1/procedures/{CODE}").json()["figures"]
    assert found["since"] == "2026-01-01" and found["masked_below"] == 5
    assert (found["received_online"], found["done"], found["on_time"]) == (41, None, None)
    assert found["times"] == [
        {
            "case": None,
            "channel": "ONLINE",
            "nine_in_ten": 1,
            "half": 1,
            "dossiers": 20,
            "measured_days": 90,
        }
    ]
    assert [(row["paper"], row["tenths"], row["fault"]) for row in found["returned"]] == [
        ("chung-sinh", 3, "EXPIRED")
    ]
    assert found["satisfaction"][0]["very_satisfied"] == 100
    own = client.get(f"/api/v1/procedures/{CODE}?agency=H99.23").json()["figures"]
    assert own["received_online"] == 0
    assert client.get(f"/api/v1/procedures/{CODE}?agency=X").status_code == 404


def test_all_on_time_is_only_said_when_it_is_all():
    assert Share(999, 1000).percent == 99
    assert Share(1000, 1000).percent == 100
    assert Share(4, 4).percent is None
