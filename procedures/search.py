"""The catalogue as the search sees it."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import override

from portal.search.registry import Found
from procedures.models import Procedure, Revision
from procedures.selectors import procedure_of, public_procedures

WEIGHT = 50
"""Procedures come before what merely speaks of them."""


def keys() -> Iterable[str]:
    return public_procedures().values_list("code", flat=True)


def load(code: str) -> Iterator[Found]:
    """A page for every language in which the procedure has words; none when it is not public."""
    procedure = procedure_of(code)
    if procedure is None:
        return
    english = bool(procedure.current.english_name)
    yield _page(procedure, procedure.current, "vi" if english else "")
    if english:
        yield _page(procedure, procedure.current, "en")


def _page(procedure: Procedure, revision: Revision, language: str) -> Found:
    with override("vi"):
        url = reverse("procedures:detail", args=[procedure.code])
    with override(language or "vi"):
        # On English pages people are shown, and may type, the name that binds.
        return Found(
            title=revision.title,
            url=url,
            alias=revision.name if language == "en" else revision.everyday_name,
            elsewhere=revision.everyday_name if language == "en" else revision.english_name,
            body=_body(procedure, revision),
            note=f"{procedure.sector.title} · {procedure.code}",
            language=language,
            weight=WEIGHT + (10 if procedure.featured else 0),
            symbol=procedure.code,
            mentions=tuple(revision.legal_bases.values_list("symbol", flat=True)),
        )


def _body(procedure: Procedure, revision: Revision) -> str:
    papers = (paper.title for paper in revision.papers.all())
    results = (result.title for result in revision.results.all())
    cases = (case.title for case in revision.cases.all())
    events = (event.title for event in procedure.life_events.all())
    parts = [revision.lead, procedure.sector.title]
    written = (part.strip(" .;") for part in [*parts, *results, *cases, *events, *papers])
    return ". ".join(part for part in written if part)
