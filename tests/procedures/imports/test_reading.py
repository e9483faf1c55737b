"""Files as they come: whatever is broken is told by its line, and the rest goes on."""

import codecs
import gzip
import hashlib
import json
import tracemalloc
import unicodedata
from datetime import date

import pytest

from procedures.imports import Reason, Severity, read_file
from procedures.imports.splitting import LONGEST
from tests.procedures.imported_pages import page, write

TODAY = date(2026, 11, 21)
GOOD = [json.dumps(page(f"1.00000{n}"), ensure_ascii=False).encode() for n in range(3)]


def read(path):
    """Line number with the code that was read or the reason why none was."""
    return [
        (line.number, line.facts.code if line.facts else line.failure.code)
        for line in read_file(path, today=TODAY)
    ]


@pytest.fixture
def file(tmp_path):
    def put(content, name="pages.jsonl"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return put


def test_lines_are_numbered_and_known_by_their_digest(file):
    path = file(b"\n".join([GOOD[0], b"", GOOD[1]]) + b"\r\n")
    lines = list(read_file(path, today=TODAY))
    assert [(line.number, line.facts.code) for line in lines] == [(1, "1.000000"), (3, "1.000001")]
    assert [line.sha256 for line in lines] == [hashlib.sha256(raw).hexdigest() for raw in GOOD[:2]]
    packed = file(gzip.compress(path.read_bytes()), "pages.jsonl.gz")
    assert list(read_file(packed, today=TODAY)) == lines


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b'{"ma_thu_tuc": "1.000009", "ten', "JSON_BROKEN"),
        (b"khong phai JSON", "JSON_BROKEN"),
        (b"\0\0\0", "JSON_BROKEN"),
        (b"[" * 100_000, "JSON_TOO_DEEP"),
        (b'{"ma_thu_tuc": ' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}", "CODE_MISSING"),
        (b'{"MATTHC": ' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}", "JSON_TOO_DEEP"),
        (b'"chi la chu"', "NOT_A_PROCEDURE"),
        (b'{"ao": "lang"}', "NOT_A_PROCEDURE"),
        (b"[]", None),
        (b'{"ma_thu_tuc": "", "ten_thu_tuc": "Ao"}', "CODE_MISSING"),
        (b'{"ma_thu_tuc": "ao-1"}', "CODE_UNREADABLE"),
        (b'{"ma_thu_tuc": "1.00000' + b"9" * 5000 + b'"}', "CODE_UNREADABLE"),
        (b'{"ma_thu_tuc": ' + b"9" * 5000 + b"}", "JSON_BROKEN"),
        (GOOD[0], "CODE_REPEATED"),
        (b'{"ten_thu_tuc": "\xff\xfe\xff"}', "ENCODING_UNKNOWN"),
    ],
)  # fmt: skip
def test_a_broken_line_is_told_and_the_rest_goes_on(file, broken, reason):
    told = read(file(b"\n".join([GOOD[0], broken, GOOD[1]])))
    assert told == [
        (1, "1.000000"),
        *([(2, reason)] if reason else []),
        (3, "1.000001"),
    ]


def test_a_line_too_long_is_never_held_whole(file):
    long = b'{"ma_thu_tuc": "' + b"a" * (5 * LONGEST) + b'"}'
    path = file(b"\n".join([GOOD[0], long, GOOD[1]]))
    tracemalloc.start()
    told = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told == [(1, "1.000000"), (2, "LINE_TOO_LONG"), (3, "1.000001")]
    assert peak < 3 * LONGEST
    digest = [line.sha256 for line in read_file(path, today=TODAY)][1]
    assert digest == hashlib.sha256(long).hexdigest()


def test_a_file_that_is_none_gives_one_line_that_says_so(file, tmp_path):
    assert read(file(b"")) == [(0, "FILE_EMPTY")]
    assert read(file(b"\n \n")) == [(0, "FILE_EMPTY")]
    assert read(tmp_path) == [(0, "FILE_UNREADABLE")]
    assert read(tmp_path / "nowhere.jsonl") == [(0, "FILE_UNREADABLE")]
    assert read(file(b"\x1f\x8b khong phai gzip")) == [(0, "FILE_UNREADABLE")]


def test_a_packed_file_that_breaks_off_gives_what_it_has(file):
    filler = [
        json.dumps({"ao": hashlib.sha256(bytes([n])).hexdigest()}).encode() for n in range(99)
    ]
    packed = gzip.compress(b"\n".join([*GOOD, *filler]))
    told = read(file(packed[:-600], "cut.gz"))
    assert told[:3] == [(1, "1.000000"), (2, "1.000001"), (3, "1.000002")]
    assert told[-1][1] == "FILE_CUT_SHORT"
    assert told[-1][0] == told[-2][0] + 1
    assert (4, "NOT_A_PROCEDURE") in told


@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_two_bytes_a_letter_is_converted(file, encoding, mark):
    bom = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else codecs.BOM_UTF16_BE
    text = b"\n".join(GOOD).decode()
    path = file((bom if mark else b"") + text.encode(encoding))
    lines = list(read_file(path, today=TODAY))
    assert [line.facts.code for line in lines] == ["1.000000", "1.000001", "1.000002"]
    assert all(Reason.ENCODING_CONVERTED in line.facts.reasons for line in lines)
    assert lines[0].facts.name == page("")["ten_thu_tuc"]


def test_old_code_pages_are_recognised_and_converted(file):
    text = json.dumps(page("1.000000"), ensure_ascii=False)
    decomposed = unicodedata.normalize("NFD", text).encode("cp1258", "ignore")
    (line,) = read_file(file(decomposed), today=TODAY)
    assert line.facts.code == "1.000000"
    assert Reason.ENCODING_CONVERTED in line.facts.reasons
    tcvn3 = (
        b'{"ma_thu_tuc": "1.000000", "ten_thu_tuc": "Th\xf1 t\xf4c c\xcap gi\xcay, h\xe5 s\xac"}'
    )
    (line,) = read_file(file(tcvn3), today=TODAY)
    assert line.facts.name == "Thủ tục cấp giấy, hồ sơ"


def test_a_mark_at_the_beginning_and_decomposed_letters_do_no_harm(file):
    decomposed = unicodedata.normalize("NFD", GOOD[0].decode()).encode()
    (line,) = read_file(file(codecs.BOM_UTF8 + decomposed), today=TODAY)
    assert line.facts.name == page("")["ten_thu_tuc"]
    assert line.facts.tiers and line.facts.channels and not line.facts.blocked


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("shape", ["list", "wrapped", "one", "deep"])
def test_documents_of_any_shape_give_their_records(file, shape, indent):
    records = [page("1.000000"), page("1.000001", ten_thu_tuc='Ao "{[làng]}" \\ cũ')]
    document = {
        "list": records,
        "wrapped": {"error_code": "0", "total": 2, "data": records},
        "deep": {"result": {"items": records}},
        "one": records[0],
    }[shape]
    content = json.dumps(document, ensure_ascii=False, indent=indent).encode()
    told = [each for _number, each in read(file(content, "doc.json"))]
    assert told == ["1.000000", "1.000001"][: 1 if shape == "one" else 2]


def test_a_long_list_on_one_line_is_read_record_by_record(file):
    records = [page("1.000000", trinh_tu_thuc_hien="ao " * LONGEST), page("1.000001")]
    content = json.dumps({"data": records}).encode()
    assert read(file(content)) == [(1, "LINE_TOO_LONG"), (2, "1.000001")]


def test_a_list_that_breaks_off_gives_the_records_before(file):
    content = json.dumps([page("1.000000"), page("1.000001")]).encode()
    assert read(file(content[:-40])) == [(1, "1.000000"), (2, "JSON_BROKEN")]


def test_every_failure_is_unreadable_and_nothing_else_is(tmp_path):
    path = write(tmp_path / "a.jsonl", page("1.000000"), "{", page("6.000001", linh_vuc=""))
    for line in read_file(path, today=TODAY):
        if line.facts:
            assert all(p.severity is not Severity.UNREADABLE for p in line.facts.problems)
        else:
            assert line.failure.severity is Severity.UNREADABLE
