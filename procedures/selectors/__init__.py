from procedures.selectors.catalogue import (
    best_first,
    channels_of,
    codes_of,
    fees_on,
    offerings_of,
    open_offerings,
    page_after,
    papers_of,
    procedure_of,
    public_procedures,
    published,
    revision_on,
    with_facts,
)
from procedures.selectors.writers import editors_of, editors_of_local

__all__ = [
    "best_first",
    "channels_of",
    "codes_of",
    "editors_of",
    "editors_of_local",
    "fees_on",
    "offerings_of",
    "open_offerings",
    "page_after",
    "papers_of",
    "procedure_of",
    "public_procedures",
    "published",
    "revision_on",
    "with_facts",
]
