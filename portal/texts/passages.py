"""What there is to translate in a thing, and paths that find it again."""

from dataclasses import dataclass

from portal.texts.digests import text_digest


@dataclass(frozen=True)
class Passage:
    """A Vietnamese text that readers of another language want.

    An item of a list has no key of its own: its path is made of its words (`item_path`), and when
    they change it is recognised among what its list (`group`) held by what it still has in common.
    """

    path: str
    text: str
    label: str = ""
    group: str = ""


def item_path(group: str, text: str) -> str:
    """Path of an item of a list that has no keys: its place may change, its words tell it apart."""
    return f"{group}.{text_digest(text)[:16]}"
