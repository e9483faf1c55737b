"""The two open formats in which a form is handed out."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.documents.rules.uploads import LABELS, ODT, PDF
from procedures.printing.odt import render_odt
from procedures.printing.pdf import render_pdf
from procedures.printing.sheet import Sheet

LAYOUT = 1
"""Raised when the look of printed forms changes, so that kept prints are made anew."""


@dataclass(frozen=True)
class Format:
    """`ending` stands in addresses, `label` in the words of a link."""

    ending: str
    content_type: str
    render: Callable[[Sheet], bytes]

    @property
    def label(self) -> str:
        return LABELS[self.content_type]


FORMATS: dict[str, Format] = {
    each.ending: each for each in (Format("pdf", PDF, render_pdf), Format("odt", ODT, render_odt))
}
