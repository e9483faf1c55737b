"""Files that somebody broke by accident or on purpose: told of, kept apart, never a failure."""

import gzip
from datetime import date

import pytest

from portal.audit.actors import SYSTEM
from procedures.errors import SecondPersonNeeded
from procedures.imports import Reason, mending, read_file, reading, source
from procedures.imports.mending import Mending
from procedures.models import ImportedProcedure, Settlement
from procedures.services.accept_import import accept_import
from procedures.services.publish import publish
from procedures.services.settle_import import Verdict, open_problems, settle_import
from procedures.services.stage_import import stage_import
from tests.procedures.imported_pages import page, write

TODAY = date(2026, 11, 21)


def exchange(code: str, **fields) -> dict:
    """A record of the national exchange without any fault, with `fields` over it."""
    return {
        "MATTHC": code,
        "TENTTHC": "Cấp giấy phép nuôi cá",
        "CAPTHUCHIEN": [{"TENCAP": "Cấp xã"}],
        "LINHVUCTHUCHIEN": [{"TENLINHVUC": "Ao làng", "MANGANH": "G99"}],
        "CACHTHUCTHUCHIEN": [
            {"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": "5", "DONVITINH": "Ngày làm việc"}]}
        ],
        "THANHPHANHOSO": [{"GIAYTO": [{"TENGIAYTO": "Đơn", "SOBANCHINH": "1"}]}],
        "CANCUPHAPLY": [{"SOVANBAN": "59/2020/QH14", "TENVANBAN": "Luật"}],
        "COQUANTHUCHIEN": [{"TENDONVI": "Ủy ban nhân dân cấp xã"}],
        "DOITUONGTHUCHIEN": [{"TENDOITUONG": "Công dân Việt Nam"}],
    } | fields


def accepted(imported: ImportedProcedure, by):
    """The draft, after everything that was held back was taken as it was read."""
    facts, how = imported.read, Settlement.How.CONFIRMED
    asked = [(facts, each.reason, each.row) for each in open_problems(imported)]
    if asked:
        verdicts = [Verdict(mending.as_read(*a) or mending.as_stated(*a), how) for a in asked]
        imported = settle_import(
            imported=imported, by=by, expected_version=1, verdicts=verdicts, note="x"
        )
    return accept_import(imported=imported, by=by, expected_version=imported.version, today=TODAY)


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_signs_that_no_database_takes_are_told_of(province, tmp_path, sign):
    odd = f"a{sign}b"
    records = [
        page("1.999001", ten_thu_tuc=odd, linh_vuc={odd: odd}) | {odd: {odd: odd}},
        exchange("1.999002", TENTTHC=odd, CANCUPHAPLY=[{"SOVANBAN": odd}]) | {odd: odd},
        exchange(odd),
        f'{{"ma_thu_tuc": "{sign.encode("utf-8", "replace").decode()}',
    ]
    tally = stage_import(path=write(tmp_path / "a.jsonl", *records), by=SYSTEM, today=TODAY)
    assert tally.read == 4
    assert ImportedProcedure.objects.count() == 2


LONG = "9" * 3000


@pytest.mark.parametrize(
    "fields",
    [
        {"MACOQUANCONGBO": LONG},
        {"LINHVUCTHUCHIEN": [{"TENLINHVUC": "Ao làng", "MANGANH": LONG}]},
        {"LINHVUCTHUCHIEN": [{"TENLINHVUC": "x" * 9000}]},
        {"LINHVUCTHUCHIEN": [{"TENLINHVUC": "!!!"}]},
        {"LINHVUCTHUCHIEN": []},
        {"URL": f"https://thutuc.example/{LONG}"},
        {"URL": "javascript:alert(1)"},
        {"TENTTHC": "".join(f"Thủ tục {n} " for n in range(9000))},
        {"KETQUATHUCHIEN": [{"TENKETQUA": "x" * 9000, "MAKETQUA": LONG}]},
        {"SOQUYETDINH": f"1/QĐ-{'A' * 3000}"},
        {"CANCUPHAPLY": [{"SOVANBAN": f"1/QĐ-{'A' * 90}{end}"} for end in "BC"]},
        {
            "THANHPHANHOSO": [
                {
                    "TRUONGHOP": "x" * 9000,
                    "GIAYTO": [
                        {
                            "TENGIAYTO": "x" * 9000,
                            "SOBANCHINH": "999999",
                            "MAGIAYTO": LONG,
                            "TENMAUDON": LONG,
                            "URL": f"https://thutuc.example/{LONG}",
                        },
                        {"TENGIAYTO": "y", "SOBANCHINH": "1", "URL": "javascript:alert(1)"},
                    ],
                }
            ]
        },
        {
            "CACHTHUCTHUCHIEN": [
                {
                    "KENH": "1",
                    "TRUONGHOP": "x" * 9000,
                    "THOIGIAN": [
                        {
                            "THOIGIANGIAIQUYET": "5",
                            "DONVITINH": "Ngày làm việc",
                            "PHILEPHI": [
                                {"SOTIEN": LONG, "DONVI": f"Đồng/{'x' * 900}"},
                                {"SOTIEN": "10000", "DONVI": "USD" * 40},
                                {"SOTIEN": "10000", "DONVI": f"Đồng/{'x' * 900}"},
                                {
                                    "SOTIEN": "0",
                                    "MOTA": "áp dụng mức 999.999.999.999.999 triệu đồng"
                                    " từ 01/01/2026 đến 31/12/2026",
                                },
                                {
                                    "SOTIEN": "50.000",
                                    "MOTA": "áp dụng mức 20.000 đồng"
                                    " từ 01/01/0001 đến hết ngày 31/12/9999",
                                },
                            ],
                        }
                    ],
                }
            ]
        },
        {"CACHTHUCTHUCHIEN": [{"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": LONG}]}]},
    ],
)
def test_what_no_field_can_hold_makes_a_draft_all_the_same(province, editor, tmp_path, fields):
    path = write(tmp_path / "a.jsonl", exchange("1.999001", **fields))
    stage_import(path=path, by=SYSTEM, today=TODAY)
    draft = accepted(ImportedProcedure.objects.get(), editor)
    draft.full_clean(exclude=["source_url"])
    for each in [*draft.papers.all(), *draft.results.all(), *draft.legal_bases.all()]:
        each.full_clean()
    for channel in draft.channels.all():
        channel.full_clean()
        for fee in channel.fees.all():
            fee.full_clean()


def test_rows_without_end_are_no_procedure(tmp_path):
    papers = [{"GIAYTO": [{"TENGIAYTO": f"Giấy {n}", "SOBANCHINH": "1"} for n in range(5000)]}]
    path = write(tmp_path / "a.jsonl", exchange("1.999001", THANHPHANHOSO=papers))
    assert [line.failure.reason for line in read_file(path, today=TODAY)] == [
        Reason.NOT_A_PROCEDURE
    ]


def test_whoever_put_an_import_right_does_not_publish_it(province, editor, approver, tmp_path):
    path = write(tmp_path / "a.jsonl", exchange("1.999001", LINHVUCTHUCHIEN=[]))
    stage_import(path=path, by=SYSTEM, today=TODAY)
    imported = ImportedProcedure.objects.get()
    [problem] = open_problems(imported)
    mended = Mending(problem.reason, problem.row, "Ao làng")
    settle_import(
        imported=imported,
        by=approver,
        expected_version=1,
        verdicts=[Verdict(mended, Settlement.How.MENDED)],
        note="x",
    )
    draft = accept_import(imported=imported, by=editor, expected_version=2, today=TODAY)
    with pytest.raises(SecondPersonNeeded):
        publish(revision=draft, by=approver, expected_version=draft.version, today=TODAY)


def test_a_file_without_end_is_given_up(tmp_path, monkeypatch):
    """A small file may unpack to a disk full, or hold nothing but rubbish line by line."""
    monkeypatch.setattr(source, "LONGEST", 1_000_000)
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(b"\n" * 5_000_000))
    told = [line.failure.reason for line in read_file(bomb, today=TODAY)]
    assert told == [Reason.FILE_GIVEN_UP]

    monkeypatch.setattr(reading, "MOST_BROKEN", 20)
    rubbish = write(tmp_path / "a.jsonl", *["x"] * 500)
    told = [line.failure.reason for line in read_file(rubbish, today=TODAY)]
    assert told == [Reason.JSON_BROKEN] * 21 + [Reason.FILE_GIVEN_UP]
