"""English of the demo catalogue: `procedures/english/<code>.toml`, Vietnamese text = English text.

What many procedures say alike stands once in `common.toml`.
"""

import tomllib
from datetime import date
from pathlib import Path

from portal.audit.actors import SYSTEM, Actor
from portal.texts.digests import pair_digest
from portal.texts.services.review import review
from portal.texts.services.translate import Written, translate
from procedures.models import Revision
from procedures.selectors.english import KIND, passages_of

FOLDER = Path(__file__).parent / "procedures" / "english"


def load(revision: Revision, reviewer: Actor, today: date) -> None:
    """Writes and reviews what the files hold of the passages of a revision."""
    code = revision.procedure.code
    english = words(code)
    known = [
        Written(passage.path, passage.text, english[passage.text])
        for passage in passages_of(revision)
        if passage.text in english
    ]
    translate(kind=KIND, key=code, words=known, by=SYSTEM)
    seen = {each.path: pair_digest(each.source, each.text) for each in known}
    review(kind=KIND, key=code, seen=seen, by=reviewer, today=today)


def words(code: str) -> dict[str, str]:
    """English by Vietnamese text."""
    return own_words("common") | own_words(code)


def own_words(name: str) -> dict[str, str]:
    """What one file holds; nothing where there is none."""
    file = FOLDER / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
