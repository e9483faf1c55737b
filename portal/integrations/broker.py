"""The one Celery application, known to whoever puts work into a queue. The timetable of beat is in
`portal.celery`, which workers start from.
"""

from celery import Celery

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
