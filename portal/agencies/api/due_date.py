"""`GET due-date`: the legal clock, open to everyone, with the reason of every day."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import ConfigDict

from portal.agencies.forms import DueDateForm
from portal.agencies.wording import citation_words, line_words, unannounced_words
from portal.kernel.clock import DayLine, Policy, Unit
from portal.kernel.law import Citation

router = Router(tags=["due-date"])


def one_of(values: type[Unit] | type[Policy]) -> dict[str, Any]:
    return {"enum": [value.value for value in values]}


class DueDateIn(Schema):
    """Values are read as text, so that every fault is answered with how to mend it."""

    accepted: str = Field(
        "",
        description="Acceptance: ISO 8601 date or date-time; without an offset, Vietnam's time. "
        "A mere date means the opening of that day.",
        examples=["2026-11-20T16:00:00+07:00"],
    )
    limit: str = Field("", description="Whole number of units.", examples=["8"])
    unit: str = Field("", json_schema_extra=one_of(Unit), examples=["working_hour"])
    agency: str = Field(
        "", description="Legal code of the agency whose calendar counts.", examples=["H99.22"]
    )
    policy: str = Field(
        "", json_schema_extra={"enum": ["", *one_of(Policy)["enum"]]}, examples=["restart"]
    )
    intervals: str = Field(
        "",
        description="asked/answered, separated by commas: the days after asked up to and including "
        "answered are not counted. An open interval ends with the slash. Behind a space, the kind "
        "of waiting when it is not the supplement of papers.",
        examples=["2026-11-23/2026-11-26", "2026-11-23/2026-11-26 verification"],
    )
    left_out: str = Field(
        "",
        description="Kinds of waiting that the limit does not run through, separated by commas; "
        "without it, supplement and payment.",
        examples=["supplement,verification"],
    )
    extension: str = Field("", description="With extend_capped: what was granted on top.")
    cap: str = Field("", description="With extend_capped: the most that may be granted.")


class DayOut(Schema):
    date: date
    counted: bool
    why: str
    reason: str
    minutes: int | None = None
    citation: str | None = None


class CitationOut(Schema):
    key: str
    text: str


class IntervalOut(Schema):
    asked: datetime
    answered: datetime | None


class DueDateOut(Schema):
    """`due` is null without a limit, and while an answer of the applicant is awaited."""

    model_config = ConfigDict(title="DueDate")

    accepted: datetime
    due: datetime | None
    waiting: bool
    unit: str
    policy: str
    calendar: str
    days: list[DayOut]
    citations: list[CitationOut]
    ignored: list[IntervalOut]
    warning: str


@router.get("due-date", response=DueDateOut, summary="When a time limit ends, and why")
def due_date(request: HttpRequest, asked: Query[DueDateIn]) -> dict[str, Any]:
    form = DueDateForm(asked.model_dump())
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    answer = form.answer
    return {
        "accepted": form.moment,
        "due": answer.at,
        "waiting": answer.waiting,
        "unit": form.cleaned_data["unit"],
        "policy": form.cleaned_data["policy"],
        "calendar": form.calendar.version,
        "days": [_day(line) for line in answer.days],
        "citations": [_citation(citation) for citation in answer.citations],
        "ignored": [{"asked": each.asked, "answered": each.answered} for each in answer.ignored],
        "warning": unannounced_words(answer.unannounced),
    }


def _day(line: DayLine) -> dict[str, Any]:
    return {
        "date": line.date,
        "counted": line.counted,
        "why": line_words(line),
        "reason": line.why.reason,
        "minutes": line.minutes or None,
        "citation": line.citation.key if line.citation else None,
    }


def _citation(citation: Citation) -> dict[str, str]:
    return {"key": citation.key, "text": citation_words(citation)}
