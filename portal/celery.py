"""What workers and beat start from, and the timetable of beat: one line a job, with its reason."""

import os
import signal
import time
from contextlib import suppress
from threading import Thread
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

from billiard.process import active_children
from celery import bootsteps
from celery.schedules import crontab

from portal.integrations.broker import app

__all__ = ["app"]


class EndsForSure(bootsteps.StartStopStep):
    """A worker that cannot end ends all the same, so that another is started in its place.

    When Redis dies while messages are under way, Celery gives up and waits for children that are
    gone: a process that lives, takes nothing and that nobody restarts.
    """

    requires = {"celery.worker.components:Pool"}
    broken, in_peace = 20, 330
    """Seconds: after an error nothing is waited for; else a task may use its time limit."""

    def stop(self, worker: Any) -> None:
        seconds = self.broken if worker.exitcode else self.in_peace
        Thread(target=self._end, args=(seconds, worker.exitcode), daemon=True).start()

    terminate = stop

    def _end(self, seconds: float, code: int | None) -> None:
        time.sleep(seconds)
        for child in active_children():
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
        os._exit(code or 0)


app.steps["worker"].add(EndsForSure)


def every(task: str, seconds: int) -> dict:
    """A job that is dropped, not piled up, when a worker could not take it before the next."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


def at_night(task: str, expires: int, **hours: str) -> dict:
    """A job for the hours in which nobody is kept waiting by a busy disk."""
    return {"task": task, "schedule": crontab(**hours), "options": {"expires": expires}}


app.conf.beat_schedule = {
    # Messages written while Redis was away, and tries that are due, wait at most this long.
    "outbox-sweep": every("portal.integrations.sweep", 10),
    # An event can be changed unnoticed only before its seal.
    "audit-seal": every("portal.audit.seal", 30),
    # The desk owes an answer within eight working hours; a reminder may be two minutes late.
    "dossier-replies": every("dossiers.watch", 120),
    # A place that nobody confirms is free again within two minutes of its ten.
    "bookings": every("dossiers.watch_bookings", 120),
    # Dossiers of an absent official move, instructions are reminded of, the same morning.
    "desk-watch": every("dossiers.watch_desk", 600),
    # Counts of the lists are read with what is not rolled up yet; a minute keeps that little.
    "desk-roll-up": every("dossiers.roll_up_desk", 60),
    # A binding notice that failed climbs on within minutes; the rest waits for the end of a day.
    "notices-climb": every("portal.messaging.climb", 60),
    # Messages wait while Zalo's key is not good.
    "zalo-keys": every("portal.messaging.refresh_zalo", 60),
    # Kept forms are promised to be gone after a day.
    "accounts-sweep": every("portal.accounts.sweep", 3600),
    # An editor looks for what failed a moment ago, for instance on the telephone.
    "search-misses": every("portal.search.roll_up", 60),
    # A revision replaces the one before on its day; ten minutes after midnight is soon enough.
    "catalogue-into-force": every("procedures.into_force", 600),
    # Figures are read with what is not rolled up yet; a minute keeps that little.
    "reports-roll-up": every("portal.reports.roll_up", 60),
    # A page is owed by the close of a working day; reminders are read in office hours.
    "catalogue-reminders": every("procedures.remind_editors", 3600),
    # A file that rots unseen is found within a week; small shares leave the worker to others.
    "documents-check": at_night("portal.documents.check_files", 300, minute="*/5", hour="1-4"),
    # The record of calls serves to find faults of the last three months.
    "integrations-forget": at_night("portal.integrations.forget", 3600, minute="15", hour="5"),
    # A payment that did not come in its working days is told the desk within the hour.
    "payments-watch": every("dossiers.watch_payments", 1800),
    # The platform closes its day at midnight; officials find the differences in the morning.
    "payments-reconcile": at_night("dossiers.reconcile_yesterday", 3600, minute="10", hour="2"),
    # Numbers and codes that an envelope waited for are there: it goes out within ten minutes.
    "post-collect": every("dossiers.post_collect", 600),
    "post-deliver": every("dossiers.post_deliver", 600),
    # A person who waits at home looks at the page; carriers that call us are heard at once.
    "post-track": every("dossiers.post_track", 300),
    # What the national portal was not told is told within the hour after it is back.
    "national-catch-up": every("dossiers.national_catch_up", 900),
    # Ratings of the month before; a job that has been done does nothing on the next night.
    "national-ratings": at_night("dossiers.national_ratings", 3600, minute="40", hour="4"),
    # Reminders are read in office hours.
    "post-remind": every("dossiers.post_remind", 3600),
    # Dossiers that ended long enough ago are closed, approved lists carried out, by night.
    "archive-close": at_night("dossiers.archive_close", 3600, minute="20", hour="3"),
    "archive-destroy": at_night("dossiers.archive_destroy", 3600, minute="50", hour="3"),
    # A packed dossier is gone within the hour after its last.
    "archive-expire": every("dossiers.archive_expire", 3600),
    # What a person threw away must not stay with us; by day nobody waits for it.
    "documents-sweep": at_night("portal.documents.sweep", 3600, minute="30", hour="5"),
}
