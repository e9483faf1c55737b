"""Jobs that look after what nobody presses a button for."""

from celery import shared_task

from dossiers.services.absence import watch_absences
from dossiers.services.close_lapsed import close_forgotten
from dossiers.services.counter.booking import sweep_bookings
from dossiers.services.explain import watch_explanations
from dossiers.services.instruct import watch_instructions
from dossiers.services.watch.dates import watch_dates
from dossiers.services.watch.each import tell_each
from dossiers.services.watch.messages import watch_messages
from dossiers.services.watch.papers import watch_papers
from dossiers.services.watch.replies import watch_replies
from dossiers.services.watch.results import watch_results
from dossiers.services.watch.supplements import watch_supplements
from dossiers.services.watch.tasks import watch_tasks
from dossiers.services.watch.validity import watch_validity

WATCHES = [
    watch_replies,
    watch_tasks,
    watch_supplements,
    close_forgotten,
    watch_dates,
    watch_results,
    watch_validity,
    watch_papers,
    watch_explanations,
    watch_messages,
]


@shared_task(name="dossiers.watch")
def watch() -> int:
    """Every watch makes its round, whatever became of the others."""
    return tell_each(WATCHES, lambda one: one())


@shared_task(name="dossiers.watch_bookings")
def watch_bookings() -> int:
    return sweep_bookings()


@shared_task(name="dossiers.watch_desk")
def watch_desk() -> int:
    """Absences and instructions: what must move or be told without anybody pressing a button."""
    return tell_each([watch_absences, watch_instructions], lambda one: one())
