"""The list of papers, flattened: heading of a case, header of the table, name, form files, counts.

A row ends with its counts (`0 bản chính,1 bản sao`), to which the next row or heading is glued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.kernel.letters import CAPITALS, SMALL
from procedures.imports import syllables, words
from procedures.imports.facts import Case, FormFile, Paper
from procedures.imports.problems import Problem, Reason
from procedures.imports.text import before_of
from procedures.imports.vocabulary import PaperKind

FIELD = "papers"
MOST = 50
_LONGEST_FILE = 150
"""More copies of one paper than this are taken for a slip."""

_HEADER = re.compile(r"Tên giấy tờ\s*Mẫu đơn,? tờ khai\s*Số lượng")
_SORTS = r"bản chính|bản sao chứng thực|bản sao có chứng thực|bản sao|bản gốc"
_COUNTS = re.compile(
    rf"(?<!\d)(?P<first>\d{{1,12}}) ?(?P<one>{_SORTS})"
    rf"(?:,\s*(?P<second>\d{{1,6}}) ?(?P<two>{_SORTS}))?"
    rf"(?:,\s*(?P<third>\d{{1,6}}) ?(?P<three>{_SORTS}))?(?!\s?\d{{1,12}} ?(?:{_SORTS}))"
)
_ENDS_NAME = re.compile(rf"[{SMALL};:)”\"]")
_APART = " \t\n\xa0(["
_AFTER = " \t\n\xa0.,;:)]/"
_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|odt|ods|rtf|zip|rar|7z|jpe?g|png|pptx?|txt)", re.I)
_SEAM = re.compile(
    rf"(?<=[;:)\]”\"])(?=[^\W_])|(?<=[;)]\.)(?=\w)|(?<=[^\W\d][.,])(?=[^\W_])(?!(?<=[A-ZĐ]\.)[A-ZĐ]{{2}})"
    rf"|(?<=[{SMALL}]{{2}})(?=[{CAPITALS}])|(?<=\d)(?=[{CAPITALS}][{SMALL}])"
    rf"|(?<=[{SMALL}]{{2}})(?=\d+\.)"
)
"""Where a file name is glued to the name of its paper."""
_COUNTED = re.compile(r"(?::|nộp) ?0?[1-9] ?bản (?:chính|sao|chụp|gốc)")
"""A paper of no copies whose very name asks for some."""
_SHOWN = re.compile(r"[\s\-+*]*(?:Giấy tờ )?(?:phải )?xuất trình", re.I)
_NO_CASE = re.compile(
    r"(?:[a-zđ\d]{1,2}[.)]\s*)?(?:(?:Các )?Giấy tờ (?:phải|cần) (?:nộp|xuất trình)"
    r"(?: ?\(bản chính\))?|Thành phần hồ sơ|Hồ sơ|Lưu ý)?(?:,? ?(?:bao )?gồm(?: có)?)?",
    re.I,
)
_FORM_SYMBOL = re.compile(
    r"\b[Mm]ẫu(?: số| đơn số)?:? ?(?P<symbol>[A-ZĐ]{0,6}-?\d{1,3}[a-zA-Zđ]?"
    r"(?:[-./][A-ZĐa-zđ0-9]{1,12}){0,4})"
)


def read(text: str) -> tuple[tuple[Case, ...], list[Problem]]:
    """Papers by case, and what is wrong with the list."""
    if words.empty(text):
        return (), [Problem(Reason.NO_PAPERS, FIELD, text)]
    pieces = _HEADER.split(text)
    if len(pieces) == 1:
        return (), [Problem(Reason.PAPERS_UNREADABLE, FIELD, text)]
    cases: list[Case] = []
    problems: list[Problem] = []
    heading = pieces[0]
    for number, piece in enumerate(pieces[1:], start=2):
        rows, tail = _rows(piece)
        papers = tuple(_paper(*row, heading) for row in rows)
        last = number == len(pieces)
        first = sum(len(case.papers) for case in cases)
        problems += checks(papers, tail if last else "", heading, first)
        cases.append(Case(_heading(heading), papers))
        heading = tail
    if not any(case.papers for case in cases):
        problems.append(Problem(Reason.NO_PAPERS, FIELD, text))
    return tuple(cases), problems


def _rows(text: str) -> tuple[list[tuple[str, dict[str, int]]], str]:
    """Name with its files and counts of each row, and what follows the last."""
    rows, start = [], 0
    for match in _COUNTS.finditer(text):
        if not _closes(match, text):
            continue
        first = _own_digits(match, text)
        end = match.end("first") - len(first)
        counts = {match["one"]: int(first)}
        for number, sort in (("second", "two"), ("third", "three")):
            if match[sort]:
                counts[match[sort]] = int(match[number][:6])
        rows.append((text[start:end], counts))
        start = match.end()
    return rows, text[start:].strip()


def _closes(match: re.Match[str], text: str) -> bool:
    """Whether counts end a row: they are glued to what stands before or after, as no counts named
    in a sentence are."""
    before, after = before_of(text, match.start()), text[match.end() : match.end() + 1]
    return not after or after not in _AFTER or bool(before) and before not in _APART


def _own_digits(match: re.Match[str], text: str) -> str:
    """The digits of the count, without those of the name glued before them: a name may end in a
    date or the number of a form, but no count begins with nought."""
    digits, before = match["first"], before_of(text, match.start())
    if len(digits) <= 3 and digits[0] != "0" and _ENDS_NAME.match(before):
        return digits
    return digits[-1]


def _paper(name: str, counts: dict[str, int], heading: str) -> Paper:
    name, forms = _files(name.strip())
    certified = sum(n for sort, n in counts.items() if "chứng thực" in sort)
    return Paper(
        name=name,
        kind=kind_of(name, heading),
        originals=counts.get("bản chính", counts.get("bản gốc", 0)),
        certified=certified,
        copies=counts.get("bản sao", 0),
        form_symbol=form_symbol(name),
        forms=forms,
    )


def _files(text: str) -> tuple[str, tuple[FormFile, ...]]:
    """The name of the paper and the files whose names are glued to its end."""
    ends = [match.end() for match in _FILE.finditer(text)]
    if not ends or text[ends[-1] :].strip(" ;."):
        return text, ()
    start = _start_of_file(text[: ends[0]])
    starts = [start, *ends[:-1]]
    files = [text[a:b].strip() for a, b in zip(starts, ends, strict=True)]
    return text[:start].strip(), tuple(FormFile(each) for each in files if each)


def _start_of_file(text: str) -> int:
    """Where the first file's name begins: at the first seam of the last words, else inside the
    first word that is two, else at the last blank."""
    stem = text[: text.rfind(".")]
    start = max(0, len(stem) - _LONGEST_FILE)
    if seam := _SEAM.search(stem, start):
        return seam.start()
    if glued := syllables.seam(stem, start):
        return glued
    return stem.removesuffix("(1)").rstrip().rfind(" ") + 1


def form_symbol(name: str) -> str:
    """The number of the official form (`Mẫu số 05/BKTMVR`) that the name of a paper gives."""
    match = _FORM_SYMBOL.search(name)
    return match["symbol"].rstrip(".-/") if match else ""


def kind_of(name: str, heading: str) -> PaperKind:
    """To show, where the heading says nothing else or the name begins so; else to hand in."""
    said = heading.casefold()
    if "xuất trình" in said and "nộp" not in said:
        return PaperKind.SHOW
    return PaperKind.SHOW if _SHOWN.match(name) else PaperKind.HAND_IN


def _heading(text: str) -> str:
    """The situation that a list is for; empty for all of them, also where the heading only says
    what kind of list it is."""
    heading = "" if words.empty(text) else text.strip().strip("-*+ \n:").strip()
    return "" if _NO_CASE.fullmatch(heading) else heading


def checks(papers: tuple[Paper, ...], tail: str, heading: str, first: int) -> Iterator[Problem]:
    """What is wrong with the papers of one case; rows are counted over all cases from `first`."""
    if len(tail.strip(" -+*0.;\n")) > 2:
        yield Problem(Reason.PAPER_WITHOUT_COUNT, FIELD, tail)
    for row, paper in enumerate(papers, first):
        if not paper.name.strip(" -+*.;"):
            yield Problem(Reason.PAPER_WITHOUT_NAME, FIELD, heading, row)
        if paper.is_note and _COUNTED.search(paper.name):
            yield Problem(Reason.PAPER_COUNT_CONTRADICTED, FIELD, paper.name, row)
        if max(paper.originals or 0, paper.certified or 0, paper.copies or 0) > MOST:
            yield Problem(Reason.PAPER_COUNT_IMPLAUSIBLE, FIELD, paper.name, row)
