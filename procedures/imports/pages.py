"""A page of the national portal as a page reader sees it: twenty text fields, tables flattened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.legal.symbols import find
from procedures.imports import channels, checks, laws, papers, results, words
from procedures.imports.facts import Agencies, ProcedureFacts, Related, Step
from procedures.imports.lists import audience_words, audiences, bodies, commas, lines, stated, tiers
from procedures.imports.problems import Problem, Reason
from procedures.imports.text import flaws, tidy, without_furniture
from procedures.rules.codes import split_code

FIELDS = {
    "ma_thu_tuc": "code",
    "ten_thu_tuc": "name",
    "so_quyet_dinh": "decision",
    "cap_thuc_hien": "tiers",
    "loai_thu_tuc": "kind",
    "linh_vuc": "sector",
    "doi_tuong_thuc_hien": "audiences",
    "co_quan_co_tham_quyen": "deciding",
    "co_quan_thuc_hien": "executing",
    "co_quan_duoc_uy_quyen": "delegated",
    "co_quan_phoi_hop": "coordinating",
    "dia_chi_tiep_nhan": "reception_address",
    "thu_tuc_lien_quan": "related",
    "trinh_tu_thuc_hien": "steps",
    "cach_thuc_thuc_hien": "channels",
    "thanh_phan_ho_so": "papers",
    "can_cu_phap_ly": "legal_bases",
    "yeu_cau_dieu_kien": "conditions",
    "ket_qua_xu_ly": "results",
    "detail_url": "source_url",
}
"""The source's names of the fields, and ours, which problems and `raw` are told under."""

_IGNORED = frozenset(("formality_id",))
_STEP = re.compile(r"\n+|(?<=[.;])\s+(?=[-+*]?\s*Bước \d)")
_RELATED = re.compile(r"(?<!\d)\d{1,2}(?=[A-ZĐÀ-Ỹ]\w* \w)")
"""The number that the page prints before each related procedure."""


def recognises(record: Mapping[str, Any]) -> bool:
    return "ma_thu_tuc" in record or "ten_thu_tuc" in record


def read(record: Mapping[str, Any], today: date) -> ProcedureFacts | Problem:
    """The facts of one page, or why there are none. Never raises for any content."""
    raw, problems = _texts(record)
    found = split_code(raw["code"])
    if not found:
        reason = Reason.CODE_UNREADABLE if raw["code"] else Reason.CODE_MISSING
        return Problem(reason, "code", raw["code"] or raw["name"])
    code, owner = found
    tables = {
        "channels": channels.read(raw["channels"], today),
        "cases": papers.read(raw["papers"]),
        "legal_bases": laws.read(raw["legal_bases"]),
        "results": results.read(raw["results"]),
        "tiers": tiers(commas(raw["tiers"])),
        "audiences": audiences(audience_words(raw["audiences"])),
    }
    facts = ProcedureFacts(
        code=code,
        owner=owner,
        name=" ".join(raw["name"].split()),
        decision=_decision(raw["decision"]),
        kind=stated(raw["kind"]),
        sector=stated(raw["sector"]),
        agencies=_agencies(raw),
        related=_related(raw["related"]),
        steps=tuple(Step(step.strip()) for step in _STEP.split(raw["steps"]) if step.strip()),
        conditions=lines(raw["conditions"]),
        source_url=raw["source_url"],
        raw=raw,
        extra=tuple(sorted(tidy(key)[:80] for key in record if key not in FIELDS)),
        **{name: values for name, (values, _found) in tables.items()},
    )
    for _values, more in tables.values():
        problems += more
    return checks.checked(facts, problems)


def _texts(record: Mapping[str, Any]) -> tuple[dict[str, str], list[Problem]]:
    """Every field known here as a tidy text, and what was wrong with the texts."""
    raw, problems = {}, []
    for theirs, ours in FIELDS.items():
        value = record.get(theirs)
        if theirs not in record:
            problems.append(Problem(Reason.FIELD_MISSING, ours, theirs))
        text = value if isinstance(value, str) else _as_text(value)
        if text is None:
            problems.append(Problem(Reason.FIELD_NOT_TEXT, ours, repr(value)[:100]))
        problems += flaws(text or "", ours)
        raw[ours] = without_furniture(tidy(text or ""))
    unknown = sorted(key for key in record if key not in FIELDS and key not in _IGNORED)[:5]
    problems += [Problem(Reason.FIELD_UNKNOWN, key[:80], str(record[key])[:100]) for key in unknown]
    return raw, problems


def _as_text(value: Any) -> str | None:
    """Numbers and lists of texts as text; None for what is none."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    return None


def _agencies(raw: Mapping[str, str]) -> Agencies:
    return Agencies(
        deciding=bodies(raw["deciding"]),
        executing=bodies(raw["executing"]),
        delegated=bodies(raw["delegated"]),
        coordinating=bodies(raw["coordinating"]),
        reception_address=stated(raw["reception_address"]),
    )


def _decision(text: str) -> str:
    symbols = find(text.replace("./", "/"))
    return symbols[0] if symbols else " ".join(text.split())[:60]


def _related(text: str) -> tuple[Related, ...]:
    if words.empty(text):
        return ()
    # The page prints the table twice: as rows, then once more as a list for phones.
    body = text.removeprefix("#").removeprefix("Tên thủ tục").split("#", 1)[0]
    names = (name.strip() for name in _RELATED.split(body))
    return tuple(Related(name) for name in names if name)
