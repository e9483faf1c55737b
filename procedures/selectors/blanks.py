"""Forms to print: those that editors attached to a paper, and the electronic form left open."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse

from portal.documents.models import StoredFile
from portal.documents.rules.uploads import LABELS, SUFFIXES
from procedures.models import BlankPrint, Paper, Revision
from procedures.printing import FORMATS, Format, Sheet, blank_sheet
from procedures.printing.formats import LAYOUT


@dataclass(frozen=True)
class Download:
    """One file to take along. `size` in bytes is 0 until the file has been made; `format` is empty
    for an address elsewhere, which `host` names.
    """

    url: str
    format: str = ""
    size: int = 0
    sha256: str = ""
    host: str = ""


def downloads_of(revision: Revision, papers: Iterable[Paper]) -> dict[int, list[Download]]:
    """By the id of a paper, the forms it is written on; under 0 the electronic form where no paper
    stands for it.
    """
    papers = list(papers)
    generated = _generated(revision)
    stands_for = {
        paper.pk for paper in papers if paper.replaced_by_form and not paper.blank_form_id
    }
    attached = _attached(revision, papers)
    found = {
        paper.pk: attached.get(paper.pk, []) + (generated if paper.pk in stands_for else [])
        for paper in papers
    }
    return {pk: links for pk, links in found.items() if links} | (
        {0: generated} if generated and not stands_for else {}
    )


def blank_of(revision: Revision) -> Sheet:
    """The sheet of the revision's electronic form with room to write in."""
    cases = {case.key: case.name for case in revision.cases.all()}
    return blank_sheet(revision.form.definition, symbol=form_symbol(revision), cases=cases)


def form_symbol(revision: Revision) -> str:
    """The official number of the form that the electronic form stands for; empty without one."""
    papers = revision.papers.filter(replaced_by_form=True).exclude(form_symbol="")
    return papers.values_list("form_symbol", flat=True).order_by("order", "pk").first() or ""


def printed(revision: Revision, wanted: Format) -> StoredFile | None:
    """The print that was made when the revision came into force, if it is there and of today's
    layout."""
    rows = BlankPrint.objects.filter(revision=revision, ending=wanted.ending, layout=LAYOUT)
    row = rows.select_related("file").first()
    return row.file if row else None


def attached_form(revision: Revision, key: str, case: str, ending: str) -> StoredFile | None:
    """The file that editors attached to the paper of that key, in a case where it has several."""
    papers = revision.papers.filter(key=key, blank_form__isnull=False)
    rows = list(papers.select_related("blank_form", "case").order_by("order", "pk"))
    own = [paper for paper in rows if paper.case and paper.case.key == case] or rows
    files = [paper.blank_form for paper in own]
    return next((file for file in files if ending_of(file) == ending), None)


def ending_of(file: StoredFile) -> str:
    return SUFFIXES[file.content_type].lstrip(".")


def _generated(revision: Revision) -> list[Download]:
    if revision.form is None:
        return []
    rows = BlankPrint.objects.filter(revision=revision, layout=LAYOUT).select_related("file")
    made = {row.ending: row.file for row in rows}
    return [_made(revision, each, made.get(each.ending)) for each in FORMATS.values()]


def _made(revision: Revision, wanted: Format, file: StoredFile | None) -> Download:
    url = address(revision, revision.form.form.key, wanted.ending)
    if file is None:
        return Download(url, wanted.label)
    return Download(url, wanted.label, file.size, file.sha256)


def _attached(revision: Revision, papers: list[Paper]) -> dict[int, list[Download]]:
    """By the id of a paper, the form that editors attached or named the address of."""
    files = StoredFile.objects.in_bulk({paper.blank_form_id for paper in papers} - {None})
    several = any(paper.case_id for paper in papers if paper.blank_form_id)
    cases = {case.pk: case.key for case in revision.cases.all()} if several else {}
    found: dict[int, list[Download]] = {}
    for paper in papers:
        file = files.get(paper.blank_form_id)
        if file is not None:
            url = address(revision, paper.key, ending_of(file))
            url += f"?case={cases[paper.case_id]}" if paper.case_id else ""
            label = LABELS[file.content_type]
            found[paper.pk] = [Download(url, label, file.size, file.sha256)]
        elif paper.blank_form_url:
            host = urlsplit(paper.blank_form_url).hostname or ""
            found[paper.pk] = [Download(paper.blank_form_url, host=host)]
    return found


def address(revision: Revision, key: str, ending: str) -> str:
    return reverse("procedures:blank", args=[revision.procedure.code, key, ending])
