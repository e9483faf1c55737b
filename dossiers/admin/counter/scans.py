"""Scans on the counter: taken in, shown page by page, put together."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest

from dossiers.errors import Invalid
from dossiers.forms.desk.counter import ChecksForm
from dossiers.forms.desk.scans import PagesForm
from dossiers.models import Intake
from dossiers.selectors.counter.intake import Line, lines_of
from dossiers.services.counter.intake import put_together, scan
from portal.documents.errors import UploadRefused
from portal.documents.links import link

JOIN = "join:"


def keep_scans(
    request: HttpRequest, intake: Intake, checks: ChecksForm, *, asked: str, all_of_them: bool
) -> None:
    """Keep what was sent for each paper and what was said of its pages. They are put together when
    the button `asked` names the paper, when they were moved or turned, and `all_of_them` before the
    desk answers. What cannot be done is said beside the paper.
    """
    for line in checks.lines:
        uploads = request.FILES.getlist(f"paper-{line.key}")
        if uploads:
            with _said_beside(checks, line):
                scan(
                    intake=intake, by=request.user, actor=request.actor, line=line, uploads=uploads
                )
    for line in lines_of(intake):
        if line.photographs:
            with _said_beside(checks, line):
                _arrange(request, intake, line, asked == f"{JOIN}{line.key}", all_of_them)


@contextmanager
def _said_beside(checks: ChecksForm, line: Line) -> Iterator[None]:
    try:
        yield
    except UploadRefused as refused:
        checks.add_error(f"paper-{line.key}", str(refused))
    except Invalid as invalid:
        checks.add_error(f"paper-{line.key}", "; ".join(map(str, invalid.errors.values())))


def _arrange(
    request: HttpRequest, intake: Intake, line: Line, is_asked: bool, before_answer: bool
) -> None:
    form = PagesForm(request.POST, line=line)
    if not form.is_valid():
        raise Invalid({name: words[0] for name, words in form.errors.items()})
    pages = form.pages()
    several = len(pages) > 1 or any(page.turn for page in pages)
    if is_asked or form.is_arranged or (before_answer and several):
        put_together(
            intake=intake, by=request.user, line=line, pages=pages, left_out=form.left_out()
        )


def pages_shown(request: HttpRequest, line: Line) -> list[dict[str, Any]]:
    """The single pages of a paper with what puts them in order."""
    form = PagesForm(line=line)
    return [
        row | {"url": link(row["file"], request.user, inline=True, actor=request.actor)}
        for row in form.shown()
    ]
