from django.urls import path

from dossiers.admin import coordination

app_name = "coordination"
urlpatterns = [
    path("", coordination.asked, name="asked"),
    path("<uuid:public_id>/", coordination.task, name="task"),
    path("ho-so/<uuid:public_id>/", coordination.ask, name="ask"),
    path("ho-so/<uuid:public_id>/thoi/<int:pk>/", coordination.stop_asking, name="call_off"),
]
