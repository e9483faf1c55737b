"""Records of the national exchange (`LayThuTuc`): nested JSON with Vietnamese names in capitals.

Names of the fields as the connections of provinces with the national database use them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from portal.legal.symbols import find
from procedures.imports import checks, laws, papers, results
from procedures.imports.exchange_channels import read_channels
from procedures.imports.facts import (
    Agencies,
    Case,
    FormFile,
    LegalText,
    Paper,
    ProcedureFacts,
    Related,
    Result,
    Step,
)
from procedures.imports.lists import audience_words, audiences, bodies, commas, lines, stated, tiers
from procedures.imports.nested import Record, lowered, records, spelled, text, texts_within
from procedures.imports.papers import form_symbol, kind_of
from procedures.imports.problems import Problem, Reason
from procedures.imports.text import flaws, tidy
from procedures.rules.codes import split_code

FIELDS = {
    "MATTHC": "code",
    "MATHUTUC": "code",
    "TENTTHC": "name",
    "TENTHUTUC": "name",
    "MACOQUANCONGBO": "owner",
    "SOQUYETDINH": "decision",
    "QUYETDINHCONGBO": "decision",
    "CAPTHUCHIEN": "tiers",
    "LOAITHUTUC": "kind",
    "LINHVUCTHUCHIEN": "sector",
    "DOITUONGTHUCHIEN": "audiences",
    "COQUANTHUCHIEN": "executing",
    "COQUANCOTHAMQUYEN": "deciding",
    "COQUANDUOCUYQUYEN": "delegated",
    "COQUANPHOIHOP": "coordinating",
    "DIACHITIEPNHAN": "reception_address",
    "THUTUCLIENQUAN": "related",
    "TRINHTUTHUCHIEN": "steps",
    "CACHTHUCTHUCHIEN": "channels",
    "THANHPHANHOSO": "papers",
    "CANCUPHAPLY": "legal_bases",
    "YEUCAU": "conditions",
    "YEUCAUDIEUKIEN": "conditions",
    "KETQUATHUCHIEN": "results",
    "URL": "source_url",
}
_NEEDED = ("TENTTHC", "CACHTHUCTHUCHIEN", "THANHPHANHOSO", "CANCUPHAPLY", "COQUANTHUCHIEN")
_CODES = frozenset(("MATTHC", "TENTTHC", "MATHUTUC", "TENTHUTUC"))


def recognises(record: Mapping[str, Any]) -> bool:
    return any(spelled(name) in _CODES for name in record)


def unwrapped(value: Any) -> Iterator[Any]:
    """The records in a value: itself, the members of a list, or what a wrapper holds."""
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict) and not recognises(value):
        inner = [each for each in value.values() if _holds_records(each)]
        yield from unwrapped(inner[0]) if len(inner) == 1 else [value]
    else:
        yield value


def _holds_records(value: Any) -> bool:
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and (
        recognises(first) or any(map(_holds_records, first.values()))
    )


def read(record: Mapping[str, Any], today: date) -> ProcedureFacts | Problem:
    """The facts of one record, or why there are none. Raises only RecursionError."""
    fields = lowered(record)
    found = split_code(text(fields, "MATTHC", "MATHUTUC"))
    if not found:
        said = text(fields, "MATTHC", "MATHUTUC")
        reason = Reason.CODE_UNREADABLE if said else Reason.CODE_MISSING
        return Problem(reason, "code", said or text(fields, "TENTTHC", "TENTHUTUC"))
    parts = {
        "channels": read_channels(fields, today),
        "cases": _cases(fields),
        "legal_bases": _laws(fields),
        "results": _results(fields),
        "tiers": tiers(_tier_words(fields)),
        "audiences": audiences(_names(fields, "DOITUONGTHUCHIEN", "TENDOITUONG", audience_words)),
    }
    sector = next(records(fields, "LINHVUCTHUCHIEN", text_as="TENLINHVUC"), {})
    facts = ProcedureFacts(
        code=found[0],
        owner=found[1] or text(fields, "MACOQUANCONGBO"),
        name=stated(text(fields, "TENTTHC", "TENTHUTUC")),
        decision=_decision(text(fields, "SOQUYETDINH", "QUYETDINHCONGBO")),
        kind=stated(text(fields, "LOAITHUTUC")),
        sector=stated(text(sector, "TENLINHVUC")),
        sector_code=text(sector, "MANGANH", "MALINHVUC"),
        agencies=_agencies(fields),
        related=tuple(
            Related(text(each, "TENTTHC", "TENTHUTUC"), text(each, "MATTHC", "MATHUTUC"))
            for each in records(fields, "THUTUCLIENQUAN", text_as="TENTTHC")
        ),
        steps=tuple(_steps(fields)),
        conditions=_conditions(fields),
        source_url=text(fields, "URL"),
        raw=_raw(fields),
        extra=tuple(sorted(tidy(name)[:80] for name in fields if name not in FIELDS)),
        **{name: values for name, (values, _problems) in parts.items()},
    )
    return checks.checked(facts, [*_of_texts(record, fields), *_all(parts.values())])


def _all(parts: Iterable[tuple[Any, list[Problem]]]) -> Iterator[Problem]:
    for _values, problems in parts:
        yield from problems


def _of_texts(record: Mapping[str, Any], fields: Record) -> Iterator[Problem]:
    """Fields that are missing or unknown, and texts whose letters are wrong."""
    for name in _NEEDED:
        if name not in fields and name.replace("TTHC", "THUTUC") not in fields:
            yield Problem(Reason.FIELD_MISSING, FIELDS[name], name)
    for name in [name for name in fields if name not in FIELDS][:5]:
        yield Problem(Reason.FIELD_UNKNOWN, name[:80], _printed(fields[name])[:100])
    for name, value in record.items():
        field = FIELDS.get(spelled(name), "")
        told = {flaw.reason: flaw for each in texts_within(value) for flaw in flaws(each, field)}
        yield from told.values()


def _raw(fields: Record) -> dict[str, str]:
    return {ours: _printed(fields[theirs]) for theirs, ours in FIELDS.items() if theirs in fields}


def _printed(value: Any) -> str:
    return tidy(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _names(fields: Record, field: str, name: str, split: Any = commas) -> list[str]:
    """The names in a list of records, of texts, or in one text with commas."""
    said = [text(each, name) for each in records(fields, field, text_as=name)]
    return [each for each in (split(said[0]) if len(said) == 1 else said) if each]


def _tier_words(fields: Record) -> list[str]:
    said = _names(fields, "CAPTHUCHIEN", "TENCAP")
    bodies = records(fields, "COQUANTHUCHIEN", text_as="TENDONVI")
    return said or [tier for body in bodies if (tier := text(body, "CAPDONVI"))]


def _agencies(fields: Record) -> Agencies:
    return Agencies(
        deciding=tuple(_names(fields, "COQUANCOTHAMQUYEN", "TENDONVI", bodies)),
        executing=tuple(_names(fields, "COQUANTHUCHIEN", "TENDONVI", bodies)),
        delegated=tuple(_names(fields, "COQUANDUOCUYQUYEN", "TENDONVI", bodies)),
        coordinating=tuple(_names(fields, "COQUANPHOIHOP", "TENDONVI", bodies)),
        reception_address=stated(text(fields, "DIACHITIEPNHAN")),
    )


def _decision(said: str) -> str:
    symbols = find(said)
    return symbols[0] if symbols else " ".join(said.split())[:60]


def _steps(fields: Record) -> Iterator[Step]:
    for group in records(fields, "TRINHTUTHUCHIEN", text_as="TRINHTU"):
        case = stated(text(group, "TRUONGHOP"))
        for step in records(group, "TRINHTU", text_as="TENTRINHTU"):
            for line in lines(text(step, "TENTRINHTU", "MOTA")):
                yield Step(line, case)


def _conditions(fields: Record) -> tuple[str, ...]:
    found: list[str] = []
    for name in ("YEUCAU", "YEUCAUDIEUKIEN"):
        for each in records(fields, name, text_as=name):
            found += lines(text(each, name, "TENYEUCAU", "NOIDUNG", "MOTA"))
    return tuple(found)


def _cases(fields: Record) -> tuple[tuple[Case, ...], list[Problem]]:
    cases, problems, row = [], [], 0
    for group in records(fields, "THANHPHANHOSO"):
        name = stated(text(group, "TRUONGHOP"))
        # Some write the papers without the level of cases.
        bare = [group] if "TENGIAYTO" in group else []
        found = tuple(
            _paper(each, name) for each in bare or records(group, "GIAYTO", text_as="TENGIAYTO")
        )
        cases.append(Case(name, found))
        problems += papers.checks(found, "", name, row)
        row += len(found)
    if not row:
        problems.append(Problem(Reason.NO_PAPERS, papers.FIELD))
    return tuple(cases), problems + _counts(cases)


def _counts(cases: list[Case]) -> list[Problem]:
    """Papers without counts: told of each where others have them, once where none has."""
    bare = [paper for case in cases for paper in case.papers if paper.uncounted]
    total = sum(len(case.papers) for case in cases)
    if bare and len(bare) == total:
        return [Problem(Reason.PAPER_COUNTS_NOT_GIVEN, papers.FIELD)]
    return [Problem(Reason.PAPER_WITHOUT_COUNT, papers.FIELD, paper.name) for paper in bare]


def _paper(record: Record, heading: str) -> Paper:
    name = stated(text(record, "TENGIAYTO"))
    form, url = text(record, "TENMAUDON"), text(record, "URL")
    return Paper(
        name=name,
        kind=kind_of(name, heading),
        originals=_count(record, "SOBANCHINH", "BANCHINH"),
        certified=_count(record, "SOBANCHUNGTHUC", "BANCHUNGTHUC"),
        copies=_count(record, "SOBANSAO", "BANSAO"),
        form_symbol=form_symbol(form) or form_symbol(name),
        forms=(FormFile(form or url, url),) if form or url else (),
        code=text(record, "MAGIAYTO"),
    )


def _count(record: Record, *names: str) -> int | None:
    said = text(record, *names)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None


def _laws(fields: Record) -> tuple[tuple[LegalText, ...], list[Problem]]:
    rows: dict[str, LegalText] = {}
    problems = []
    for each in records(fields, "CANCUPHAPLY", text_as="SOVANBAN"):
        said, title = (
            text(each, "SOVANBAN", "SOKYHIEU"),
            stated(text(each, "TENVANBAN", "TRICHYEU")),
        )
        symbols = find(said) or find(title)
        if not symbols:
            problems.append(Problem(Reason.LEGAL_BASIS_WITHOUT_SYMBOL, laws.FIELD, title or said))
        symbol = symbols[0] if symbols else ""
        rows.setdefault(symbol or title, LegalText(symbol, title or ("" if symbols else said)))
    if not rows:
        problems.append(Problem(Reason.LEGAL_BASIS_MISSING, laws.FIELD))
    return tuple(rows.values()), problems


def _results(fields: Record) -> tuple[tuple[Result, ...], list[Problem]]:
    found = tuple(
        Result(stated(text(each, "TENKETQUA")), text(each, "MAKETQUA"))
        for each in records(fields, "KETQUATHUCHIEN", text_as="TENKETQUA")
    )
    problems = [
        Problem(Reason.RESULT_WITHOUT_CODE, results.FIELD, result.name, row)
        for row, result in enumerate(found)
        if not result.code
    ]
    return found, problems or ([] if found else [Problem(Reason.RESULT_MISSING, results.FIELD)])
