"""The help that the public reads beside a procedure."""

from dataclasses import dataclass

from django.db.models import Prefetch

from procedures.models import FrequentQuestion, Guide, Procedure, SampleForm
from procedures.workflow import State


@dataclass(frozen=True)
class Help:
    """The published guide in the reader's language; samples only while there is a form for them."""

    guide: Guide
    steps: list[str]
    questions: list[FrequentQuestion]
    samples: list[SampleForm]


def help_for(procedure: Procedure) -> Help | None:
    """What is published for the procedure; None when nothing is."""
    related = (
        Prefetch("questions", FrequentQuestion.objects.order_by("order", "id")),
        Prefetch("samples", SampleForm.objects.order_by("order", "id")),
    )
    published = procedure.guides.filter(state=State.PUBLISHED).prefetch_related(*related)
    guide = published.first()
    if guide is None:
        return None
    has_form = procedure.current is not None and procedure.current.form_id is not None
    samples = [each for each in guide.samples.all() if each.answers] if has_form else []
    return Help(guide, guide.steps, list(guide.questions.all()), samples)


def writers_of(guide: Guide) -> set[int]:
    """Ids of everyone who wrote any part of the guide, from its field history."""
    histories = [
        Guide.history.filter(id=guide.pk),
        FrequentQuestion.history.filter(guide=guide.pk),
        SampleForm.history.filter(guide=guide.pk),
    ]
    writers = {guide.created_by_id}
    for history in histories:
        writers |= set(history.values_list("history_user_id", flat=True).distinct())
    return {user for user in writers if user is not None}
