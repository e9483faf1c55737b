from datetime import date

import pytest
from django.urls import reverse

from portal.demo import catalogue
from procedures.models import Procedure
from procedures.selectors import published
from procedures.services.withdraw import withdraw
from tests.client import words


def titles(response) -> list[str]:
    return [words(each) for each in response.tree.findall(".//li[@class='procedure-line']/h3")]


def text(response) -> str:
    return words(response.tree.find(".//main"))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_procedure_of_the_demo_has_a_good_page(client, whole_catalogue, prefix):
    codes = list(Procedure.objects.order_by("code").values_list("code", flat=True))
    assert len(codes) >= 15
    for code in codes:
        response = client.get(f"{prefix}/thu-tuc/{code}/")
        assert response.status_code == 200, code
        revision = published(code)
        name = revision.english_name if prefix else revision.name
        assert words(response.tree.find(".//h1")) == " ".join(name.split())


def test_the_page_answers_in_the_order_people_ask(client, demo_catalogue):
    response = client.get("/thu-tuc/1.001193/")
    headings = [words(each) for each in response.tree.findall(".//section/h2")]
    assert headings[:5] == [
        "Tôi có làm được không?",
        "Tôi cần những gì?",
        "Bao lâu, hết bao nhiêu?",
        "Bắt đầu",
        "Tất cả những gì pháp luật quy định",
    ]
    links = [each.get("href") for each in response.tree.findall(".//main//a")]
    assert "/thu-tuc/1.001193/nop/?case=thong-thuong" in links


def test_a_case_shows_its_own_papers(client, demo_catalogue):
    usual = text(client.get("/thu-tuc/1.001193/"))
    found = text(client.get("/thu-tuc/1.001193/?case=bi-bo-roi"))
    unknown = text(client.get("/thu-tuc/1.001193/?case=khong-co"))
    assert "Giấy chứng sinh" in usual and "Biên bản về việc trẻ bị bỏ rơi" not in usual
    assert "Biên bản về việc trẻ bị bỏ rơi" in found and "Giấy chứng sinh" not in found
    assert unknown == usual


def test_what_the_source_lacks_is_said_to_be_lacking(client, province):
    catalogue.load({"1.000894", "1.004873", "3.000333"})
    marriage = text(client.get("/thu-tuc/1.000894/"))
    assert "Nguồn ghi “1”, không nêu đơn vị" in marriage
    assert "1 ngày" not in marriage
    status = text(client.get("/thu-tuc/1.004873/"))
    assert "Hội đồng nhân dân tỉnh quyết định" in status
    assert "nguồn không nêu" in status
    record = text(client.get("/thu-tuc/3.000333/"))
    assert "Phí cung cấp thông tin lý lịch tư pháp: Nguồn không nêu" in record


def test_today_decides_which_fee_is_shown(client, demo_catalogue, time_machine):
    time_machine.move_to("2026-12-31 12:00:00 +0700")
    before = text(client.get("/thu-tuc/1.014063/"))
    time_machine.move_to("2027-01-01 12:00:00 +0700")
    after = text(client.get("/thu-tuc/1.014063/"))
    assert "25.000 đ" in before and "50.000 đ" not in before
    assert "50.000 đ" in after and "25.000 đ" not in after


def test_times_and_cut_off_are_written_out(client, province):
    catalogue.load({"1.001193", "1.013225"})
    assert "Trong ngày; sau 15:00 thì ngày làm việc tiếp theo" in text(
        client.get("/thu-tuc/1.001193/")
    )
    permit = text(client.get("/thu-tuc/1.013225/"))
    assert "20 ngày" in permit and "15 ngày" in permit


def test_long_codes_lead_to_the_page_and_unknown_ones_nowhere(client, demo_catalogue):
    response = client.get("/thu-tuc/1.001193.000.00.00.H99/")
    assert response.status_code == 301
    assert response.headers["Location"] == "/thu-tuc/1.001193/"
    for code in ("1.999999", "abc", "1.0011934"):
        assert client.get(f"/thu-tuc/{code}/").status_code == 404


def test_a_withdrawn_procedure_is_gone(client, demo_catalogue, approver):
    revision = published("1.001193")
    withdraw(revision=revision, by=approver, expected_version=2, today=date(2026, 11, 21))
    assert client.get("/thu-tuc/1.001193/").status_code == 404
    assert "Thủ tục đăng ký khai sinh" not in titles(client.get("/thu-tuc/"))


def test_filed_elsewhere_says_where(client, province):
    catalogue.load({"2.001610"})
    response = client.get("/thu-tuc/2.001610/")
    links = [each.get("href") for each in response.tree.findall(".//main//a")]
    assert "https://dangkykinhdoanh.gov.vn/" in links
    assert not any("/nop/" in link for link in links if link)


def test_the_list_is_cut_by_key_and_goes_on(client, whole_catalogue, monkeypatch):
    monkeypatch.setattr("procedures.views.catalogue.SIZE", 4)
    seen, address = [], "/thu-tuc/"
    while address:
        response = client.get(address)
        seen += titles(response)
        following = response.tree.find(".//a[@rel='next']")
        address = following.get("href") if following is not None else ""
    everything = Procedure.objects.order_by("sort_key", "pk").select_related("current")
    assert seen == [" ".join(each.current.name.split()) for each in everything]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("q=khai+sinh", "Thủ tục đăng ký khai sinh"),
        ("q=dang ky khai sinh", "Thủ tục đăng ký khai sinh"),
        ("q=1.013225", "Cấp giấy phép xây dựng mới đối với công trình cấp III"),
        ("sector=G17-XD", "Cấp giấy phép xây dựng mới công trình"),
        ("level=1", "Chứng thực bản sao từ bản chính"),
        ("event=mo-cua-hang", "Đăng ký thành lập doanh nghiệp tư nhân"),
        ("audience=FOREIGN_ENTERPRISE", "Cấp giấy phép xây dựng mới đối với"),
        ("q=hộ kinh doanh&level=4", "Đăng ký thành lập hộ kinh doanh"),
    ],
)
def test_narrowing_and_searching(client, whole_catalogue, query, first):
    found = titles(client.get(f"/thu-tuc/?{query}"))
    assert found and found[0].startswith(first), found


def test_nothing_found_leads_somewhere(client, demo_catalogue):
    response = client.get("/thu-tuc/?q=zzzzqq")
    assert titles(response) == []
    assert response.tree.find(".//div[@class='empty']//a") is not None


def test_odd_narrowing_is_ignored(client, demo_catalogue):
    for query in ("level=9", "sector=x", "agency=99999999999999", "after=zz", "agency=a", "q=%27"):
        assert client.get(f"/thu-tuc/?{query}").status_code == 200, query


def test_recorded_queries(client, whole_catalogue):
    client.get_counted("/thu-tuc/")
    client.get_counted("/thu-tuc/1.001193/")


def test_the_home_page_shows_life_events_and_services(client, demo_catalogue):
    page = text(client.get("/"))
    assert "Sinh con" in page
    assert "Thủ tục đăng ký khai sinh" in page
    english = text(client.get("/en/"))
    assert "Having a child" in english and "Birth registration" in english


def test_the_catalogue_for_programs(client, demo_catalogue):
    listed = client.get("/api/v1/procedures").json()
    public = Procedure.objects.exclude(current=None).order_by("sort_key", "pk")
    assert [each["code"] for each in listed["results"]] == [each.code for each in public]
    assert listed["next"] is None
    partly = client.get("/api/v1/procedures?level=3").json()["results"]
    assert {each["code"] for each in partly} == {
        each.code for each in public.filter(current__level=3)
    }
    offered = client.get("/api/v1/procedures?agency=H99.06").json()["results"]
    by_police = public.filter(offerings__agency__identifiers__code="H99.06")
    assert {each["code"] for each in offered} == {each.code for each in by_police}
    assert "3.000347" in {each["code"] for each in offered}
    whole = client.get("/api/v1/procedures/1.001193").json()
    assert whole["deciding_agency"] is None
    online = next(each for each in whole["channels"] if each["kind"] == "ONLINE")
    assert online["limit_kind"] == "SAME_DAY" and online["cutoff"] == "15:00"
    assert online["limit"] is None and online["unit"] is None
    assert {each["code"] for each in whole["offerings"]} == {"H99.21", "H99.22", "H99.23"}
    assert whole["form"]["properties"]["child"]["type"] == "object"
    missing = client.get("/api/v1/procedures/1.999999")
    assert missing.status_code == 404
    assert missing.headers["Content-Type"].startswith("application/problem+json")


def test_the_names_of_the_addresses(db):
    assert reverse("procedures:list") == "/thu-tuc/"
    assert reverse("procedures:detail", args=["1.001193"]) == "/thu-tuc/1.001193/"
