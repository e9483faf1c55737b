"""What officials look at: deliveries by key, letters to post, the texts as they go out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.template.base import Lexer, TokenType

from portal.messaging import texts
from portal.messaging.kinds import Kind, kind_of
from portal.messaging.lengths import Length, length_of, plain
from portal.messaging.models import Delivery, Ladder
from portal.messaging.workflow import Climb

SIZE = 50
LETTERS = (Climb.LETTER, Climb.POSTED, Climb.EXHAUSTED)
# In place of a name that a text uses: as long as the longest that really comes.
EXAMPLES = {
    "code": "H99.22.25.107-261124-0001",
    "dossier.code": "H99.22.25.107-261124-0001",
    "dossier.reference": "H99.22.25.107-261124-0001",
    "dossier.submission_number": "NOP-261124-AB12CD34",
    "entry.code": "H99.22.25.107-261124-0001-KQ1",
    "paper.code": "H99.22.25.107-261124-0001-KQ12",
    "number": "A-0123",
    "moment": "09:30 24/11/2026",
    "due.at": "09:30 24/11/2026",
    "case.due_at": "09:30 24/11/2026",
    "supplement.due_at": "09:30 24/11/2026",
    "verification.planned_at": "09:30 24/11/2026",
    "minutes": "10",
    "count": "12",
    "link": "https://dichvucong.minhha.gov.vn/ho-so/00000000-0000-4000-8000-000000000000/",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as its files say it; `length` is that of the short form, as it goes out."""

    name: str
    language: str
    kind: Kind
    subject: str
    body: str
    sms: str
    length: Length | None


def deliveries(wanted: Mapping[str, str], before: int | None) -> tuple[list[Delivery], int | None]:
    """Deliveries in these states, channels and texts, latest first, and the key to go on with."""
    chosen = {name: value for name, value in wanted.items() if value}
    found = Delivery.objects.filter(**chosen).select_related("notice")
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-id")[: SIZE + 1])
    return rows[:SIZE], rows[SIZE - 1].pk if len(rows) > SIZE else None


def letters(agency_ids: Iterable[int] | None) -> QuerySet[Ladder]:
    """Notices that are to go by post, of these agencies; None: of every one."""
    found = Ladder.objects.filter(state__in=LETTERS).select_related("notice__recipient", "agency")
    if agency_ids is not None:
        found = found.filter(agency_id__in=list(agency_ids))
    return found.order_by("notice_id")[:SIZE]


def previews() -> list[Preview]:
    """Every text in every language."""
    return [_preview(name, language) for name in texts.known() for language in texts.LANGUAGES]


def _preview(name: str, language: str) -> Preview:
    parts = {part: _source(name, part, language) for part in texts.PARTS}
    sms = plain(_filled(parts["sms"])) if settings.SMS_PLAIN else _filled(parts["sms"])
    return Preview(
        name=name,
        language=language,
        kind=kind_of(name),
        subject=parts["subject"],
        body=parts["body"],
        sms=sms,
        length=length_of(sms) if sms else None,
    )


def _source(name: str, part: str, language: str) -> str:
    file = texts.FOLDER / texts.file_of(name, part, language)
    return file.read_text().strip() if file.exists() else ""


def _filled(source: str) -> str:
    """The short form with the longest values in place of its names; without its conditions."""
    words = []
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.VAR:
            words.append(EXAMPLES.get(token.contents.split("|")[0].strip(), "?" * 20))
        elif token.token_type == TokenType.TEXT:
            words.append(token.contents)
    return " ".join("".join(words).split())
