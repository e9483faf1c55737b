from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.agencies.forms import DueDatePageForm
from portal.agencies.wording import (
    citation_words,
    limit_words,
    line_words,
    unannounced_words,
)


@require_safe
def due_date(request: HttpRequest) -> HttpResponse:
    """The legal clock for everyone: a question, the date, and the reason of every day."""
    asked = bool(request.GET)
    form = DueDatePageForm(request.GET if asked else None)
    answer = shown(form) if asked and form.is_valid() else None
    status = 400 if asked and not answer else 200
    context = {"form": form, "answer": answer}
    return render(request, "agencies/due_date.html", context, status=status)


def shown(form: DueDatePageForm) -> dict[str, object]:
    """The answer of a valid form in words."""
    answer, data = form.answer, form.cleaned_data
    return {
        "due": answer.at,
        "waiting": answer.waiting,
        "accepted": form.moment,
        "limit": limit_words(data["limit"], data["unit"]),
        "agency": data["agency"],
        "days": [{"line": line, "words": line_words(line)} for line in answer.days],
        "counted": sum(line.counted for line in answer.days),
        "citations": [citation_words(citation) for citation in answer.citations],
        "warning": unannounced_words(answer.unannounced),
        "ignored": bool(answer.ignored),
        "calendar": form.calendar.version,
    }
