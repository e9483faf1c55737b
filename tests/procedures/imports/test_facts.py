"""A whole record: what it says, what cannot be true of it, and that no text breaks the reading."""

import json
from datetime import date, time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.kernel.limits import Unit
from procedures.admin.imports.wording import REASONS
from procedures.imports import Problem, ProcedureFacts, Reason, exchange, pages, vocabulary
from procedures.imports.plain import from_plain, to_plain
from procedures.models import choices
from tests.procedures.imported_pages import HEAD, PAPERS, page

TODAY = date(2026, 11, 21)


def facts_of(**fields) -> ProcedureFacts:
    found = pages.read(page("1.002891", **fields), TODAY)
    assert isinstance(found, ProcedureFacts)
    return found


def codes_of(**fields) -> list[str]:
    return [
        problem.code for problem in facts_of(**fields).problems if problem.code != "FIELD_MISSING"
    ]


def test_a_page_without_fault_is_read_whole():
    facts = facts_of(ma_thu_tuc="1.002891.000.00.00.H99", formality_id="abc", thu_tuc_lien_quan="")
    assert (facts.code, facts.owner) == ("1.002891", "000.00.00.H99")
    assert (facts.name, facts.sector) == ("Cấp giấy phép nuôi cá trong ao làng", "Ao làng")
    assert (facts.decision, facts.tiers, facts.audiences) == (
        "12/QĐ-BXX",
        ("COMMUNE",),
        ("CITIZEN",),
    )
    assert facts.agencies.executing == ("Ủy ban nhân dân cấp xã",)
    assert [step.text for step in facts.steps] == ["Bước 1: Nộp hồ sơ.", "Bước 2: Nhận kết quả."]
    assert len(facts.channels) == 2
    assert [len(case.papers) for case in facts.cases] == [2]
    assert [law.symbol for law in facts.legal_bases] == ["101/2025/NĐ-CP", "59/2020/QH14"]
    assert facts.results[0].code == "KQ.G99.000001"
    assert facts.source_url == "https://thutuc.example/1.002891"
    assert facts.raw["papers"] == PAPERS
    assert not facts.blocked and not facts.conditions


def test_furniture_of_the_page_is_no_part_of_a_field():
    stuck = (
        "Từ khóaao cáMô tảKhông có thông tinChọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành"
        "-- Chọn Bộ ngành --Đơn vị-- Chọn Cơ sở --Nộp hồ sơ"
    )
    facts = facts_of(
        ket_qua_xu_ly="Giấy phépMã: KQ.G99.000001" + stuck,
        yeu_cau_dieu_kien="Có ao.\nCó cá." + stuck,
    )
    assert [(result.name, result.code) for result in facts.results] == [
        ("Giấy phép", "KQ.G99.000001")
    ]
    assert facts.conditions == ("Có ao.", "Có cá.")
    assert facts_of(yeu_cau_dieu_kien="Không có thông tin" + stuck).conditions == ()


def test_agencies_and_audiences_keep_the_commas_of_their_names():
    facts = facts_of(
        doi_tuong_thuc_hien="Cán bộ, công chức, viên chức, Tổ chức (không gồm doanh nghiệp, HTX)",
        co_quan_thuc_hien="Cục Quản lý hành chính về trật tự, xã hội, Công an tỉnh",
    )
    assert facts.audiences == ("OFFICIAL", "ORGANISATION")
    assert facts.agencies.executing == (
        "Cục Quản lý hành chính về trật tự, xã hội",
        "Công an tỉnh",
    )


@pytest.mark.parametrize(
    ("fields", "problem", "blocks"),
    [
        ({"ten_thu_tuc": " "}, "NAME_MISSING", True),
        ({"ma_thu_tuc": "6.001432"}, "INTERNAL", True),
        ({"linh_vuc": "Không có thông tin"}, "SECTOR_MISSING", True),
        ({"so_quyet_dinh": "QĐ/0001-BXX"}, "DECISION_UNREADABLE", False),
        ({"cap_thuc_hien": "Cấp thôn"}, "TIER_UNKNOWN", True),
        ({"cap_thuc_hien": ""}, "TIER_MISSING", False),
        ({"doi_tuong_thuc_hien": "Người ngoài hành tinh"}, "AUDIENCE_UNKNOWN", False),
        ({"doi_tuong_thuc_hien": ""}, "AUDIENCE_MISSING", False),
        ({"co_quan_thuc_hien": "Không có thông tin"}, "NO_EXECUTING_BODY", True),
        ({"trinh_tu_thuc_hien": ""}, "STEPS_MISSING", False),
        ({"ten_thu_tuc": "Cấp gi\ufffdy phép"}, "CHARACTERS_LOST", True),
        ({"ten_thu_tuc": "Cấp giấ?????"}, "CHARACTERS_LOST", True),
        ({"ten_thu_tuc": "Cáº¥p giáº¥y phÃ©p"}, "CHARACTERS_LOST", True),
        ({"ten_thu_tuc": "C\u00cap gi\u00cay phĐp \u00aeÞnh"}, "CHARACTERS_LOST", True),
        ({"ten_thu_tuc": "Cấp\0 giấy phép"}, "CHARACTERS_REMOVED", False),
        ({"ten_thu_tuc": {"vi": "Cấp"}}, "FIELD_NOT_TEXT", False),
        ({"truong_moi": "x"}, "FIELD_UNKNOWN", False),
    ],
)
def test_what_cannot_be_true_of_a_procedure_is_told(fields, problem, blocks):
    facts = facts_of(**fields)
    assert problem in [each.code for each in facts.problems]
    assert (Reason[problem].severity.name == "BLOCKING") is blocks


def test_a_slip_in_the_announcing_decision_is_put_right_where_it_is_plain():
    assert facts_of(so_quyet_dinh="2267./QD-BXD").decision == "2267/QĐ-BXD"


def test_a_ministry_may_leave_the_executing_body_to_its_decision():
    assert "NO_EXECUTING_BODY" not in codes_of(cap_thuc_hien="Cấp bộ", co_quan_thuc_hien="")


@pytest.mark.parametrize(
    ("cell", "note", "steps", "contradicted"),
    [
        ("3 Ngày", "07 ngày làm việc kể từ ngày nhận đủ hồ sơ", "", True),
        ("7 Ngày", "07 ngày làm việc kể từ ngày nhận đủ hồ sơ", "", True),
        ("7 Ngày làm việc", "", "Trong thời hạn 07 ngày kể từ ngày nhận hồ sơ, trả kết quả.", True),
        ("2 Ngày làm việc", "", "Trong 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, cấp.", True),
        ("9 Ngày", "05 ngày kể từ khi nhận hồ sơ", "", True),
        ("9 Ngày", "05 ngày kể từ khi nhận hồ sơ thẩm định; 04 ngày trình ký", "", False),
        ("5 Ngày", "5 (năm) ngày, kể từ ngày nhận đủ hồ sơ", "", False),
        (
            "1 Ngày",
            "",
            "Hồ sơ chưa đầy đủ thì trong 02 ngày kể từ ngày nhận hồ sơ, hướng dẫn",
            False,
        ),
        ("9 Ngày", "", "Trong 02 ngày kể từ ngày nhận hồ sơ, kiểm tra hồ sơ.", False),
        ("9 Ngày", "Khiếu nại trong 30 ngày", "", False),
    ],
)
def test_a_limit_is_held_against_what_prose_promises(cell, note, steps, contradicted):
    codes = codes_of(
        cach_thuc_thuc_hien=f"{HEAD}Trực tiếp{cell}Miễn phí{note}",
        trinh_tu_thuc_hien=steps or "Nộp.",
    )
    assert ("TIME_CONTRADICTED" in codes) is contradicted


def test_the_same_day_with_its_last_hour_is_read_where_prose_says_so():
    rule = "trả ngay trong ngày; nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo."
    facts = facts_of(
        cach_thuc_thuc_hien=HEAD + "Trực tiếp1Miễn phíTrực tuyến2 NgàyMiễn phí",
        trinh_tu_thuc_hien=f"Tiếp nhận và {rule}",
    )
    counter, online = (channel.limit for channel in facts.channels)
    assert (counter.kind, counter.cutoff, counter.stated_as) == ("SAME_DAY", time(15), "1")
    assert (online.kind, online.number, online.cutoff) == ("LIMITED", 2, None)
    assert "TIME_WITHOUT_UNIT" in codes_of(cach_thuc_thuc_hien=HEAD + "Trực tiếp1Miễn phí")
    assert "SAME_DAY_TOLD_BESIDE" in codes_of(
        cach_thuc_thuc_hien=f"{HEAD}Trực tiếp3 Ngày làm việcMiễn phí{rule}"
    )


def exchange_record(**fields):
    return {
        "MATTHC": "1.002891.H99",
        "TENTTHC": "Cấp giấy phép nuôi cá",
        "MACOQUANCONGBO": "G99",
        "SOQUYETDINH": "12/QĐ-BXX",
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "AO", "TENLINHVUC": "Ao làng", "MANGANH": "G99-AO"}],
        "TRINHTUTHUCHIEN": [
            {"TRUONGHOP": "Ao mới", "TRINHTU": [{"TENTRINHTU": "Nộp đơn."}, {"TENTRINHTU": "Chờ."}]}
        ],
        "CACHTHUCTHUCHIEN": [
            {
                "KENH": "Trực tiếp",
                "THOIGIAN": [
                    {
                        "THOIGIANGIAIQUYET": 5,
                        "DONVITINH": "Ngày làm việc",
                        "PHILEPHI": [
                            {"SOTIEN": "50000", "DONVI": "Đồng", "MOTA": ""},
                            {"SOTIEN": 2000, "DONVI": "đồng/trang", "MOTA": "từ trang thứ 3"},
                        ],
                    }
                ],
            },
            {"KENH": 2, "THOIGIAN": {"THOIGIANGIAIQUYET": "02", "DONVITINH": "Giờ"}},
        ],
        "THANHPHANHOSO": [
            {
                "TRUONGHOP": "Ao mới",
                "GIAYTO": [
                    {
                        "MAGIAYTO": "KQ.G99.000002",
                        "TENGIAYTO": "Tờ khai",
                        "TENMAUDON": "Mẫu số 05/AO",
                        "URL": "https://thutuc.example/05",
                        "SOBANCHINH": "1",
                        "SOBANSAO": 0,
                    }
                ],
            }
        ],
        "YEUCAU": "Có ao.",
        "DOITUONGTHUCHIEN": [{"TENDOITUONG": "Công dân Việt Nam"}],
        "KETQUATHUCHIEN": [{"MAKETQUA": "KQ.G99.000001", "TENKETQUA": "Giấy phép"}],
        "CANCUPHAPLY": [{"SOVANBAN": "59/2020/QH14", "TENVANBAN": "Luật về ao"}],
        "COQUANTHUCHIEN": [{"MADONVI": "H99.1", "TENDONVI": "UBND xã", "CAPDONVI": "Cấp xã"}],
    } | fields


def test_an_exchange_record_is_read_whole():
    facts = exchange.read(exchange_record(), TODAY)
    assert (facts.code, facts.owner, facts.sector, facts.sector_code) == (
        "1.002891",
        "H99",
        "Ao làng",
        "G99-AO",
    )
    assert [(step.case, step.text) for step in facts.steps] == [
        ("Ao mới", "Nộp đơn."),
        ("Ao mới", "Chờ."),
    ]
    told = [(c.kind, c.limit.number, c.limit.unit) for c in facts.channels]
    assert told == [("COUNTER", 5, Unit.WORKING_DAY), ("ONLINE", 2, Unit.HOUR)]
    fees = [(fee.kind, fee.amount, fee.unit) for fee in facts.channels[0].fees]
    assert fees == [("FIXED", 50_000, ""), ("PER_UNIT", 2_000, "trang")]
    (case,) = facts.cases
    paper = case.papers[0]
    assert (case.name, paper.originals, paper.copies) == ("Ao mới", 1, 0)
    assert (paper.form_symbol, paper.forms[0].url) == ("05/AO", "https://thutuc.example/05")
    assert (facts.tiers, facts.audiences, facts.conditions) == (
        ("COMMUNE",),
        ("CITIZEN",),
        ("Có ao.",),
    )
    assert [problem.code for problem in facts.problems] == ["FEE_MISSING"]
    assert json.loads(facts.raw["results"])[0]["MAKETQUA"] == "KQ.G99.000001"


def bare(value):
    """The same record as careless writers send it: no lists around one thing, numbers as text."""
    if isinstance(value, dict):
        return {name.lower(): bare(each) for name, each in value.items()}
    if isinstance(value, list):
        return bare(value[0]) if len(value) == 1 else [bare(each) for each in value]
    return str(value)


def test_one_thing_without_its_list_and_numbers_as_text_mean_the_same():
    careful, careless = exchange_record(), bare(exchange_record())
    first, second = exchange.read(careful, TODAY), exchange.read(careless, TODAY)
    assert to_plain(first) == to_plain(second)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"CACHTHUCTHUCHIEN": None}, "NO_CHANNEL"),
        ({"CACHTHUCTHUCHIEN": [{"KENH": "Bồ câu"}]}, "CHANNEL_UNKNOWN"),
        ({"CACHTHUCTHUCHIEN": [{"KENH": "Trực tiếp"}]}, "TIME_MISSING"),
        ({"THANHPHANHOSO": []}, "NO_PAPERS"),
        ({"THANHPHANHOSO": {"GIAYTO": [{"TENGIAYTO": "Đơn"}]}}, "PAPER_COUNTS_NOT_GIVEN"),
        (
            {"THANHPHANHOSO": {"GIAYTO": ["Đơn", {"TENGIAYTO": "Ảnh", "SOBANSAO": 1}]}},
            "PAPER_WITHOUT_COUNT",
        ),
        ({"CANCUPHAPLY": [{"TENVANBAN": "Luật về ao"}]}, "LEGAL_BASIS_WITHOUT_SYMBOL"),
        ({"KETQUATHUCHIEN": ["Giấy phép"]}, "RESULT_WITHOUT_CODE"),
        ({"TENTTHC": "Cấp gi\ufffdy"}, "CHARACTERS_LOST"),
        ({"AOMOI": 1}, "FIELD_UNKNOWN"),
    ],
)
def test_faults_of_exchange_records_are_told(fields, problem):
    facts = exchange.read(exchange_record(**fields), TODAY)
    assert problem in [each.code for each in facts.problems]


def test_facts_outlive_their_way_through_the_database():
    for facts in (facts_of(), exchange.read(exchange_record(), TODAY)):
        assert to_plain(from_plain(to_plain(facts))) == to_plain(facts)


def test_the_codes_are_those_of_the_catalogue_and_every_reason_has_words():
    for name in ("Tier", "Audience", "ChannelKind", "LimitKind", "FeeKind", "PaperKind"):
        ours, theirs = getattr(vocabulary, name), getattr(choices, name)
        assert [each.value for each in ours] == list(theirs.values), name
    assert set(REASONS) == {reason.name for reason in Reason}


FRAGMENTS = [
    *(
        "Trực tiếp",
        "Trực tuyến",
        "Dịch vụ bưu chính",
        "5 Ngày làm việc",
        "1",
        "Miễn phí",
        "10,000 VNĐ",
    ),
    *(
        "(",
        ")",
        "a)",
        "đồng/trang",
        "Tên giấy tờMẫu đơn, tờ khaiSố lượng",
        "1 bản chính",
        "0 bản sao",
    ),
    *("59/2020/QH14", "Mã: KQ.G15.000031", "Từ khóa", "Mô tả", "Không có thông tin", "--", ".docx"),
    *(
        "từ ngày 31/02/2026 đến hết ngày 01/01/0000",
        "99999999999999999999",
        "sau 99 giờ",
        "\0",
        "\ud800",
    ),
    *(
        "kể từ ngày nhận đủ hồ sơ",
        "Hội đồng nhân dân quyết định",
        "½",
        "٣",
        "\u0302",
        "7,5 triệu đồng",
    ),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=25).map("".join)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*exchange.FIELDS, "THOIGIAN", "PHILEPHI", "GIAYTO", "KENH", "SOTIEN"]),
        inner,
        max_size=4,
    ),
    max_leaves=8,
)  # fmt: skip
MANY = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@MANY
@given(st.dictionaries(st.sampled_from([*pages.FIELDS, "xyz"]), TEXTS | VALUES, max_size=6))
@example({"cach_thuc_thuc_hien": HEAD + "Trực tiếp1" + "0" * 500 + " VNĐ"})
@example({"thanh_phan_ho_so": "Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn" + "9" * 500 + " bản chính"})
def test_no_text_in_any_field_of_a_page_breaks_the_reading(fields):
    found = pages.read(page("1.002891") | fields, TODAY)
    assert isinstance(found, ProcedureFacts | Problem)
    if isinstance(found, ProcedureFacts):
        assert to_plain(from_plain(to_plain(found))) == to_plain(found)


@MANY
@given(st.dictionaries(st.sampled_from([*exchange.FIELDS, "xyz"]), VALUES, max_size=6))
def test_no_value_in_any_field_of_an_exchange_record_breaks_the_reading(fields):
    found = exchange.read(exchange_record() | fields, TODAY)
    assert isinstance(found, ProcedureFacts | Problem)


@pytest.mark.timeout(40)
@pytest.mark.parametrize(
    "piece",
    [
        "9",
        " ",
        "(",
        ", ",
        "a) ",
        "1/2025/",
        "1 bản chính",
        "Trực tiếp1Miễn phí",
        "phí 1 VNĐ",
        "Mã:",
    ],
)
def test_a_field_as_long_as_it_may_be_takes_no_longer_than_its_length(piece):
    """What takes the square of the length would not end before the time is up."""
    text = piece * (100_000 // len(piece))
    head = {"cach_thuc_thuc_hien": HEAD, "thanh_phan_ho_so": PAPERS}
    fields = {name: head.get(name, "") + text for name in pages.FIELDS}
    assert isinstance(pages.read(fields | {"ma_thu_tuc": "1.002891"}, TODAY), ProcedureFacts)
