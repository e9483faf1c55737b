from django.urls import path

from dossiers.admin.counter import queue

app_name = "queue"
urlpatterns = [
    path("", queue.desk, name="desk"),
    path("dat-lich/<slug:code>/", queue.arrive, name="arrive"),
    path("so/<uuid:public_id>/", queue.ticket, name="ticket"),
]
