"""Tables of national pages, flattened: each kind of fault with the reading that is right."""

from datetime import date

import pytest

from procedures.imports import channels, laws, papers, results
from procedures.imports.vocabulary import ChannelKind, FeeKind, PaperKind
from tests.procedures.imported_pages import HEAD

TODAY = date(2026, 11, 21)
LAWS = "Tên văn bản pháp lýMã văn bản"
PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def read_channels(table):
    rows, problems = channels.read(HEAD + table, TODAY)
    return rows, [problem.code for problem in problems]


def fees_of(cell, note="", beside=""):
    """The fees of one row, as kind, amount, first and last day, and what was held against it."""
    bracket = f"({note})" if note else ""
    rows, problems = read_channels(f"Trực tiếp5 Ngày làm việc{cell}{bracket}{beside}")
    told = [(fee.kind, fee.amount, fee.valid_from, fee.valid_to) for fee in rows[0].fees]
    return told, problems


def limit_of(cell):
    rows, problems = read_channels(f"Trực tuyến{cell}Miễn phí")
    return (rows[0].limit.kind, rows[0].limit.number, rows[0].limit.unit), problems


def test_every_channel_has_its_own_time_and_fee():
    rows, problems = read_channels(
        "Trực tuyến3 Ngày làm việc10,000 VNĐ(Lệ phí)Nộp trên cổng.Dịch vụ bưu chính5 NgàyMiễn phí"
        "Trực tiếp2 GiờKhông có thông tinNộp trực tiếp 3 ngày tại quầy"
    )
    assert [(row.kind, row.limit.number, row.limit.unit) for row in rows] == [
        (ChannelKind.ONLINE, 3, "working_day"),
        (ChannelKind.POST, 5, "calendar_day"),
        (ChannelKind.COUNTER, 2, "hour"),
    ]
    assert [row.fees[0].kind for row in rows] == ["FIXED", "FREE", "NOT_STATED"]
    assert rows[0].note == "Nộp trên cổng."
    assert rows[2].note == "Nộp trực tiếp 3 ngày tại quầy"
    assert problems == ["FEE_MISSING"]


@pytest.mark.parametrize(
    ("cell", "limit", "problems"),
    [
        ("15 Ngày làm việc", ("LIMITED", 15, "working_day"), []),
        ("8 Giờ làm việc", ("LIMITED", 8, "working_hour"), []),
        ("Không quá 05 ngày làm việc", ("LIMITED", 5, "working_day"), []),
        ("30 Phút", ("LIMITED", 30, "minute"), []),
        ("1 Tháng", ("LIMITED", 1, "month"), []),
        ("1", ("NOT_STATED", None, None), ["TIME_WITHOUT_UNIT"]),
        ("1.5 Ngày làm việc", ("NOT_STATED", None, None), ["TIME_NOT_WHOLE"]),
        ("0 Ngày", ("NOT_STATED", None, None), ["TIME_IMPLAUSIBLE"]),
        ("9000 Ngày", ("NOT_STATED", None, None), ["TIME_IMPLAUSIBLE"]),
        ("Không có thông tin", ("NOT_STATED", None, None), ["TIME_MISSING"]),
        ("Không quy định", ("NONE", None, None), []),
        ("Trong ngày làm việc", ("SAME_DAY", None, None), []),
        ("Theo kế hoạch của ao", ("NOT_STATED", None, None), ["TIME_UNREADABLE"]),
    ],
)
def test_a_time_is_read_or_told_of(cell, limit, problems):
    assert limit_of(cell) == (limit, problems)


@pytest.mark.parametrize(
    ("cell", "note", "kind", "amount", "problems"),
    [
        ("50,000 VNĐ", "", "FIXED", 50_000, []),
        ("2,000 Việt Nam Đồng", "2.000 đồng/trang", "PER_UNIT", 2_000, []),
        ("10,000,000 VNĐ", "+ 10 triệu đồng/Giấy chứng nhận", "PER_UNIT", 10_000_000, []),
        ("80,000 VNĐ", "/hồ sơ (Thông tư 61/2023/TT-BXX)", "FIXED", 80_000, []),
        ("Miễn phí", "Không", "FREE", None, []),
        ("100 VNĐ", "100.000 đồng/lần", "FIXED", 100, ["FEE_LOST_THOUSANDS"]),
        ("40,000 VNĐ", "50.000đ một giấy", "FIXED", 40_000, ["FEE_CONTRADICTED"]),
        ("50,000 VNĐ", "50.000đ; cấp lại 70.000đ", "FIXED", 50_000, ["FEE_ONE_OF_SEVERAL"]),
        ("45,000 VNĐ", "gồm 30.000 đồng và 15.000 đồng", "FIXED", 45_000, []),
        ("10 USD", "/lần", "FIXED", 10, ["FEE_NOT_DONG"]),
        ("Miễn phí", "Dưới 5 tấn: 50.000 đồng", "NOT_STATED", None, ["FREE_BUT_AMOUNT"]),
        (
            "Miễn phí",
            "Mức cụ thể do Hội đồng nhân dân tỉnh quyết định",
            "COUNCIL_DECIDES",
            None,
            ["FREE_BUT_COUNCIL_DECIDES"],
        ),
        (
            "Miễn phí",
            "Theo quy định tại Thông tư số 61/2023/TT-BXX về mức thu phí",
            "NOT_STATED",
            None,
            ["FREE_BUT_SET_ELSEWHERE"],
        ),
        ("Miễn phí", "Không thu phí theo quy định của Luật", "FREE", None, []),
        ("Không có thông tin", "", "NOT_STATED", None, ["FEE_MISSING"]),
    ],
)
def test_a_fee_is_read_with_what_its_note_holds_against_it(cell, note, kind, amount, problems):
    told, found = fees_of(cell, note)
    assert (told, found) == ([(kind, amount, None, None)], problems)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [("Không có thông tin", "FEE_TOLD_BESIDE"), ("Miễn phí", "FREE_BUT_AMOUNT")],
)
def test_a_fee_that_only_the_description_names_is_told(cell, problem):
    told, problems = fees_of(cell, beside="Nộp tại quầy. Lệ phí: 20.000 đồng/giấy.")
    assert (told, problems) == ([("NOT_STATED", None, None, None)], [problem])


def test_a_reduced_fee_holds_in_its_period_and_the_full_one_before_and_after():
    told, problems = fees_of(
        "800,000 VNĐ",
        "(áp dụng mức phí 400.000 đồng (Bốn trăm nghìn) kể từ ngày 01/7/2025 đến hết ngày "
        "31/12/2026 theo Thông tư số 64/2025/TT-BXX)",
    )
    assert told == [
        (FeeKind.FIXED, 800_000, None, date(2025, 6, 30)),
        (FeeKind.FIXED, 400_000, date(2025, 7, 1), date(2026, 12, 31)),
        (FeeKind.FIXED, 800_000, date(2027, 1, 1), None),
    ]
    assert problems == ["FEE_DIVIDED_BY_PERIOD"]


@pytest.mark.parametrize(
    ("note", "first", "last", "problems"),
    [
        ("áp dụng đến hết ngày 31/12/2023", None, date(2023, 12, 31), ["FEE_PERIOD_OVER"]),
        ("Từ ngày 01/01/2026 áp dụng theo quy định", date(2026, 1, 1), None, []),
        ("từ ngày 02/7/2026 đến hết ngày 01/7/2026", None, None, ["FEE_PERIOD_IMPOSSIBLE"]),
        ("từ ngày 01/7/2026 đến ngày 31/12/2026 giảm 50%", None, None, ["FEE_PERIOD_UNCLEAR"]),
        ("áp dụng mức 25.000.000đ đến hết ngày 31/12/2026", None, None, ["FEE_CONTRADICTED"]),
        (
            "Từ ngày 01/7/2026 đến hết ngày 31/12/2026 theo văn bản về thu, miễn một số phí",
            date(2026, 7, 1),
            date(2026, 12, 31),
            [],
        ),
    ],
)
def test_a_period_belongs_to_the_fee_or_is_told_of(note, first, last, problems):
    assert fees_of("160,000 VNĐ", note) == ([("FIXED", 160_000, first, last)], problems)


def test_an_exemption_that_is_over_leaves_the_fee():
    told, problems = fees_of("200,000 VNĐ", "đồng/lần (Miễn phí từ ngày 07/4/2026 đến 30/6/2026)")
    assert (FeeKind.FREE, None, date(2026, 4, 7), date(2026, 6, 30)) in told
    assert (FeeKind.FIXED, 200_000, date(2026, 7, 1), None) in told
    assert problems == ["FEE_REDUCTION_OVER"]


@pytest.mark.parametrize(
    ("cell", "time", "amount", "problem"),
    [
        ("140,000 VNĐ", "1", 40_000, None),
        ("1100 VNĐ(100.000 đồng/lần)", "1", 100, None),
        ("1150,000 VNĐ(50.000 đồng)", "11", 50_000, None),
        ("1150,000 VNĐ", "1", 150_000, "FEE_AND_TIME_RUN_TOGETHER"),
    ],
)
def test_figures_run_together_are_told_apart_where_they_can_be(cell, time, amount, problem):
    rows, problems = read_channels(f"Trực tuyến{cell}Trực tiếp{cell}")
    assert [(row.limit.stated_as, row.fees[0].amount) for row in rows] == [(time, amount)] * 2
    assert "TIME_WITHOUT_UNIT" in problems
    assert (problem in problems) is bool(problem)


def test_several_fees_of_one_channel_and_brackets_that_do_not_match():
    rows, _problems = read_channels(
        "Trực tiếp5 Ngày10,000 VNĐ(a) Cấp mới: 10.000 đồng; b) Cấp lại: 10.000 đồng.)20,000 VNĐ(phí"
        " (thẩm định)Nộp tại quầy (tầng 1)Trực tuyến5 NgàyMiễn phí(1) Nộp trên cổng"
    )
    counter, online = rows
    assert [(fee.amount, fee.note) for fee in counter.fees] == [
        (10_000, "a) Cấp mới: 10.000 đồng; b) Cấp lại: 10.000 đồng."),
        (20_000, "phí (thẩm định"),
    ]
    assert counter.note == "Nộp tại quầy (tầng 1)"
    assert (online.fees[0].note, online.note) == ("", "(1) Nộp trên cổng")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("Nhà văn hóa thôn3 NgàyMiễn phíTrực tiếp3 NgàyMiễn phí", "CHANNEL_UNKNOWN"),
        ("Trực tiếp3 NgàyMiễn phíNộp tại quầyNhà văn hóa thôn3 NgàyMiễn phí", "CHANNEL_UNKNOWN"),
        ("Trực tiếp3 NgàyMiễn phíTrực tiếp5 NgàyMiễn phí", "CHANNEL_REPEATED"),
        ("Nộp ở đâu cũng được", "CHANNELS_UNREADABLE"),
    ],
)
def test_rows_that_cannot_be_placed_are_told_of(table, problem):
    assert problem in read_channels(table)[1]


def test_a_table_without_its_head_was_cut_in_the_wrong_place():
    codes = [p.code for p in channels.read("; nộp hồ sơTrực tiếp3 NgàyMiễn phí", TODAY)[1]]
    assert "CHANNELS_UNREADABLE" in codes
    assert [p.code for p in channels.read("Không có thông tin", TODAY)[1]] == ["NO_CHANNEL"]


@pytest.mark.parametrize(
    ("heading", "case"),
    [
        ("* Giấy tờ phải xuất trình:", ""),
        ("a) Thành phần hồ sơ:", ""),
        ("Hồ sơ bao gồm:", ""),
        ("Lưu ý:", ""),
        ("* Trường hợp nuôi cá lồng:", "Trường hợp nuôi cá lồng"),
        ("Hồ sơ của người nhận con nuôi", "Hồ sơ của người nhận con nuôi"),
    ],
)
def test_a_heading_names_a_situation_or_only_a_kind_of_list(heading, case):
    (read,), _problems = papers.read(f"{heading}{PAPERS}Đơn đề nghị1 bản chính")
    assert read.name == case


def test_papers_by_case_with_counts_forms_and_kind():
    cases, problems = papers.read(
        f"* Giấy tờ phải nộp:{PAPERS}- Tờ khai theo Mẫu số 05/AO ngày 28/8/2020"
        "Mẫu 05 tờ khai (1).docx1 bản chínhBản sao sổ ao: 01 bản chụp0 bản chính,1 bản sao"
        f"Giấy tờ phải xuất trình:{PAPERS}Thẻ căn cước1 bản chínhLưu ý chung.0 bản chính"
        f"--{PAPERS}b) Ảnh ao10 bản chính"
    )
    told = [
        (case.name, paper.kind, paper.originals, paper.copies, paper.is_note)
        for case in cases
        for paper in case.papers
    ]
    assert told == [
        ("", PaperKind.HAND_IN, 1, 0, False),
        ("", PaperKind.HAND_IN, 0, 1, False),
        ("", PaperKind.SHOW, 1, 0, False),
        ("", PaperKind.SHOW, 0, 0, True),
        ("", PaperKind.HAND_IN, 10, 0, False),
    ]
    declaration = cases[0].papers[0]
    assert declaration.name == "- Tờ khai theo Mẫu số 05/AO ngày 28/8/2020"
    assert declaration.form_symbol == "05/AO"
    assert [form.name for form in declaration.forms] == ["Mẫu 05 tờ khai (1).docx"]
    assert not problems


@pytest.mark.parametrize(
    ("row", "name", "originals"),
    [
        ("Văn bản theo mẫu ngày 28/8/20201 bản chính", "Văn bản theo mẫu ngày 28/8/2020", 1),
        ("Đơn mẫu BM.20.031 bản chính", "Đơn mẫu BM.20.03", 1),
        (
            "Hợp đồng (01 bản chính hoặc 01 bản sao)2 bản chính",
            "Hợp đồng (01 bản chính hoặc 01 bản sao)",
            2,
        ),
        ("Công văn: 01 bản chính1 bản chính", "Công văn: 01 bản chính", 1),
        ("Công văn: 01 bản chính.1 bản chính", "Công văn: 01 bản chính.", 1),
    ],
)
def test_figures_of_a_name_are_not_its_count(row, name, originals):
    (case,), problems = papers.read(f"--{PAPERS}{row}")
    assert [(paper.name, paper.originals) for paper in case.papers] == [(name, originals)]
    assert not problems


@pytest.mark.parametrize(
    ("glued", "name", "form"),
    [
        ("Đơn đề nghị theo mẫudon_de_nghi (1).doc", "Đơn đề nghị theo mẫu", "don_de_nghi (1).doc"),
        ("Đơn của Bộ Ao.AO5.doc", "Đơn của Bộ Ao.", "AO5.doc"),
        ("Đơn theo Phụ lục X)Mẫu X (cấp mới).docx", "Đơn theo Phụ lục X)", "Mẫu X (cấp mới).docx"),
        ("Đơn theo quy địnhvăn bản (số ao).docx", "Đơn theo quy định", "văn bản (số ao).docx"),
    ],
)
def test_a_file_glued_to_the_name_of_its_paper_is_parted_from_it(glued, name, form):
    (case,), _problems = papers.read(f"--{PAPERS}{glued}1 bản chính")
    paper = case.papers[0]
    assert (paper.name, [each.name for each in paper.forms]) == (name, [form])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("--", "NO_PAPERS"),
        (f"--{PAPERS}", "NO_PAPERS"),
        (f"--{PAPERS}Đơn1 bản chínhBản đồ ao làng", "PAPER_WITHOUT_COUNT"),
        (f"--{PAPERS}Đơn400 bản chính", "PAPER_COUNT_IMPLAUSIBLE"),
        (f"--{PAPERS}--1 bản chính", "PAPER_WITHOUT_NAME"),
        (f"--{PAPERS}Vận đơn: 01 bản chụp0 bản chính", "PAPER_COUNT_CONTRADICTED"),
        ("; nộp hồ sơ cho cơ quan", "PAPERS_UNREADABLE"),
    ],
)
def test_papers_that_cannot_be_read_are_told_of(text, problem):
    assert problem in [each.code for each in papers.read(text)[1]]


def test_a_symbol_closes_its_row_and_one_in_a_title_does_not():
    rows, problems = laws.read(
        f"{LAWS}sửa đổi Nghị định 01/2011/NĐ-CP về ao99/2025/NĐ-CPLuật 59/2020/QH1459/2020/QH14"
        "Nghị quyết về ao (66.7/2025/NQ-CP) ngày 1/2/202524/2026/NQ-CP sửa đổi một số điều"
        "12/2026/TT-BXDThông tư số 13/2026/TT-BXD về bờ aoThông tư số 13/2026/TT-BXD"
    )
    assert [row.symbol for row in rows] == [
        "99/2025/NĐ-CP",
        "59/2020/QH14",
        "24/2026/NQ-CP",
        "12/2026/TT-BXD",
        "13/2026/TT-BXD",
    ]
    assert rows[0].title == "sửa đổi Nghị định 01/2011/NĐ-CP về ao"
    assert not problems


@pytest.mark.parametrize(
    ("body", "symbols", "problems"),
    [
        ("Luật Ao làng07/2020/QH14Ban hành Quy chế ao38", ["07/2020/QH14", ""], 1),
        ("Thông tư số 25/2022/TT-BXX ngày 28/4/202225Luật Ao07/2020/QH14",
         ["25/2022/TT-BXX", "07/2020/QH14"], 0),
        ("07/2020/QH14Luật Ao làng", ["07/2020/QH14"], 0),
        ("Nghị định số 46/2020/NĐ-CP46/2020", ["46/2020/NĐ-CP"], 0),
        ("Thông tư 21/2007/TT-BCA(X13) - Ao21/2007/TT-BCA(X13)Luật Ao07/2020/QH14",
         ["21/2007/TT-BCA", "07/2020/QH14"], 0),
        ("86/2024/TT-BTC86/2024/TT-BTC86/2024/TT-BTC86/2024/TT-BTC", ["86/2024/TT-BTC"], 0),
    ],
)  # fmt: skip
def test_rows_of_the_legal_basis_whose_symbol_is_torn(body, symbols, problems):
    rows, found = laws.read(LAWS + body)
    assert ([row.symbol for row in rows], len(found)) == (symbols, problems)


def test_results_with_their_codes_and_without():
    rows, problems = results.read(
        "Giấy phép nuôi cáMã: KQ.G99.000001Văn bản từ chốiMã: 000.00.00.G99-KQ0108"
        "Thẻ aoMã: TP-G99.00011112"
    )
    assert [row.code for row in rows] == [
        "KQ.G99.000001",
        "000.00.00.G99-KQ0108",
        "TP-G99.00011112",
    ]
    assert [row.name for row in rows] == ["Giấy phép nuôi cá", "Văn bản từ chối", "Thẻ ao"]
    assert not problems
    assert [p.code for p in results.read("ThẻMã: dsfas")[1]] == ["RESULT_WITHOUT_CODE"]
    assert [p.code for p in results.read("hợp đồng đã ký.1 bản chính")[1]] == ["RESULT_UNREADABLE"]
    assert [p.code for p in results.read("Không có thông tin")[1]] == ["RESULT_MISSING"]
