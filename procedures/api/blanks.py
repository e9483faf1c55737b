"""Forms to print of a procedure, for programs."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from procedures.models import Revision
from procedures.selectors.blanks import downloads_of


class BlankFormOut(Schema):
    """A form to download. `paper` is the key of the paper that is written on it, null for the
    electronic form where no paper stands for it.
    """

    paper: str | None
    case: str | None
    format: str | None = Field(description="PDF, DOCX or ODT; null at an address elsewhere.")
    size: int | None = Field(description="Bytes; null until the file has been made.")
    sha256: str | None
    url: str


def blank_forms(request: HttpRequest, revision: Revision) -> list[dict[str, Any]]:
    """Every form of the revision, papers in the order of the law."""
    papers = list(revision.papers.select_related("case"))
    named = {paper.pk: paper for paper in papers}
    found = downloads_of(revision, papers)
    return [
        {
            "paper": named[pk].key if pk in named else None,
            "case": named[pk].case.key if pk in named and named[pk].case else None,
            "format": link.format or None,
            "size": link.size or None,
            "sha256": link.sha256 or None,
            "url": request.build_absolute_uri(link.url),
        }
        for pk, links in found.items()
        for link in links
    ]
