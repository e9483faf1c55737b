"""The public call: what it promises to programs, and how it says no."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.kernel.clock import Policy, Unit
from tests.regulations.tables import cases, moment

URL = "/api/v1/due-date"
pytestmark = pytest.mark.django_db

QUESTION = {"accepted": "2026-11-20T16:00:00+07:00", "limit": "8", "unit": "working_hour"}


@pytest.fixture
def ask(client, ward):
    def call(language="vi", **question):
        response = client.get(URL, question, headers={"accept-language": language})
        return response, json.loads(response.content)

    return call


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in cases("due_dates")
        if case["calendar"] == "tinh_minh_ha" and "working_time" not in case
    ],
    ids=lambda case: case["name"],
)
def test_it_answers_as_the_tables_do(ask, case):
    number, _, unit = case["limit"].rpartition(" ")
    given = {
        "policy": case.get("policy"),
        "extension": case.get("extension"),
        "cap": case.get("cap"),
    }
    given["intervals"] = ",".join(case.get("intervals", []))
    given["left_out"] = ",".join(case.get("left_out", []))
    question = {key: value for key, value in given.items() if value}
    response, answer = ask(accepted=case["accepted"], limit=number, unit=unit, **question)
    assert response.status_code == 200
    expected = moment(case["due"])
    assert answer["due"] == (expected.isoformat() if expected else None)


def test_every_day_is_explained(ask):
    _response, answer = ask(**QUESTION)
    assert answer["due"] == "2026-11-23T16:00:00+07:00"
    assert [(day["date"], day["counted"], day["reason"]) for day in answer["days"]] == [
        ("2026-11-20", True, "working"),
        ("2026-11-21", False, "weekend"),
        ("2026-11-22", False, "weekend"),
        ("2026-11-23", True, "working"),
    ]
    assert [day["minutes"] for day in answer["days"]] == [90, None, None, 390]
    assert answer["days"][0]["why"] == "Ngày làm việc, 1 giờ 30 phút"
    assert answer["citations"][0] == {
        "key": "91/2015/QH13#147.1",
        "text": "khoản 1 Điều 147 Bộ luật 91/2015/QH13",
    }
    assert answer["calendar"] == "minh-ha-1"


def test_it_speaks_english_when_asked(ask):
    response, answer = ask("en", accepted="2026-11-20", limit="2", unit="working_day")
    assert response["Content-Language"] == "en"
    why = {day["date"]: day["why"] for day in answer["days"]}
    assert why["2026-11-24"] == "Public holiday: Vietnam Culture Day"
    _response, answer = ask(accepted="2026-11-20", limit="2", unit="working_day", lang="en")
    assert answer["days"][0]["why"] == "Day of acceptance: the limit runs from the next day"


@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        ("2026-11-20T16:00", "2026-11-20T17:00:00+07:00"),
        ("2026-11-20T09:00:00Z", "2026-11-20T17:00:00+07:00"),
        ("2026-11-20T16:00:00 07:00", "2026-11-20T17:00:00+07:00"),
        ("20/11/2026 16:00", "2026-11-20T17:00:00+07:00"),
        ("2026-11-20", "2026-11-20T08:30:00+07:00"),
        ("2026-11-21", "2026-11-23T08:30:00+07:00"),
    ],
)
def test_moments_may_be_written_in_many_ways(ask, accepted, due):
    _response, answer = ask(accepted=accepted, limit="1", unit="working_hour")
    assert answer["due"] == due


def test_an_agency_is_named_by_either_code(ask):
    for code in ("H99.22", "000.00.22.H99"):
        assert ask(**QUESTION, agency=code)[1]["calendar"] == "minh-ha-1"


def test_days_of_an_interval_are_not_counted(ask):
    _response, answer = ask(
        accepted="2026-03-02",
        limit="10",
        unit="working_day",
        policy="exclude",
        intervals="2026-03-05/2026-03-16",
    )
    waited = [day["date"] for day in answer["days"] if day["reason"] == "waiting"]
    assert waited == [f"2026-03-{day:02}" for day in range(6, 17)]
    assert answer["due"] == "2026-03-25T17:30:00+07:00"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"accepted": ""}, "accepted", "Mời bạn điền mục này."),
        ({"accepted": "hôm qua"}, "accepted", "2026-11-20"),
        ({"accepted": "2026-02-30"}, "accepted", "2026-11-20"),
        ({"accepted": "1999-01-01"}, "accepted", "01/01/2017"),
        ({"accepted": "0001-01-01T00:00+14:00"}, "accepted", "2026-11-20"),
        ({"limit": ""}, "limit", "số nguyên"),
        ({"limit": "0"}, "limit", "từ 1 đến"),
        ({"limit": "-5"}, "limit", "từ 1 đến"),
        ({"limit": "99999999999999999999"}, "limit", ""),
        ({"limit": "2.5"}, "limit", "số nguyên"),
        ({"unit": "fortnight"}, "unit", ""),
        ({"unit": ""}, "unit", ""),
        ({"policy": "never"}, "policy", ""),
        ({"agency": "H01.99"}, "agency", "H99.22"),
        ({"intervals": "2026-11-21"}, "intervals", "2026-11-23/2026-11-26"),
        ({"intervals": "2026-11-23/2026-11-26 luck"}, "intervals", "foreign_paper"),
        ({"left_out": "supplement,luck"}, "left_out", "foreign_paper"),
        ({"intervals": "2026-11-25/2026-11-21"}, "intervals", "kết thúc trước"),
        ({"intervals": "2026-11-01/2026-11-21"}, "intervals", "trước khi tiếp nhận"),
        ({"intervals": ",".join(["2026-11-25/2026-11-26"] * 30)}, "intervals", "20"),
        ({"extension": "5"}, "extension", "gia hạn"),
        ({"policy": "extend_capped", "extension": "5", "cap": "4"}, "extension", "4"),
    ],
)
def test_a_bad_question_is_told_how_to_mend_it(ask, change, field, words):
    response, problem = ask(**{**QUESTION, **change})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert problem["status"] == 400
    assert problem["title"] == "Mời bạn sửa những chỗ sau"
    (message,) = [each["message"] for each in problem["errors"] if each["field"] == field]
    assert words in message


text = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)


@given(
    accepted=st.one_of(text, st.datetimes().map(str), st.dates().map(str)),
    limit=st.one_of(text, st.integers().map(str)),
    unit=st.one_of(text, st.sampled_from([unit.value for unit in Unit])),
    policy=st.one_of(st.just(""), text, st.sampled_from([policy.value for policy in Policy])),
    intervals=st.one_of(
        st.just(""), text, st.tuples(st.dates(), st.dates()).map("{0[0]}/{0[1]}".format)
    ),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_question_breaks_it(ask, **question):
    response, _answer = ask(**question)
    assert response.status_code in (200, 400)


def test_the_description_for_programs_names_every_unit_and_policy(client):
    described = json.loads(client.get("/api/v1/openapi.json").content)
    parameters = described["paths"][URL]["get"]["parameters"]
    enums = {each["name"]: each["schema"].get("enum") for each in parameters}
    assert enums["unit"] == [unit.value for unit in Unit]
    assert set(enums["policy"]) == {"", *(policy.value for policy in Policy)}


def test_an_unknown_address_is_a_problem_too(client):
    response = client.get("/api/v1/due-dates", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["title"] == "There is nothing at this address."


def test_a_fault_of_ours_is_a_problem_too(client, ward, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("portal.agencies.forms.due", broken)
    client.raise_request_exception = False
    response = client.get(URL, QUESTION)
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert "broken on purpose" not in response.content.decode()
