"""When two papers are of one kind, though each procedure names its papers for itself.

A mark is `ma:` and the code of the paper in the national database, `kq:` and the code of the result
that stands for it, or `ten:` and the fingerprint of its name. One mark in common is enough.
"""

import re

from dossiers.models import ResultEntry
from portal.kernel.hashing import sha256_hex
from portal.kernel.text import fold
from procedures.models import Paper, Procedure

WORDS = re.compile(r"\w+")


def marks_of(paper: Paper) -> set[str]:
    """The marks by which a paper of the catalogue knows its own kind."""
    found = {_by_name(paper.name)}
    if paper.code:
        found.add(f"ma:{paper.code}")
    if paper.result_code:
        found.add(f"kq:{paper.result_code}")
    return found


def marks_of_result(entry: ResultEntry) -> set[str]:
    """The marks of a paper that this result is."""
    kinds = entry.dossier.revision.results.filter(name=entry.name)
    return {_by_name(entry.name)} | {f"kq:{kind.code}" for kind in kinds if kind.code}


def renewed_by(marks: list[str]) -> Procedure | None:
    """The procedure, open to everybody, whose only final result is a paper of these marks."""
    codes = [mark.removeprefix("kq:") for mark in marks if mark.startswith("kq:")]
    found = Procedure.objects.filter(
        internal=False, current__results__code__in=codes, current__results__final=True
    )
    return found.select_related("current").order_by("code").first() if codes else None


def _by_name(name: str) -> str:
    """Letters alone decide: case, diacritics, spaces and punctuation do not."""
    return f"ten:{sha256_hex(' '.join(WORDS.findall(fold(name))))[:32]}"
