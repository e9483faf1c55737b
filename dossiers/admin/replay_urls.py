from django.urls import path

from dossiers.admin import replay

app_name = "replay"
urlpatterns = [
    path("<int:revision_id>/", replay.page, name="page"),
    path("<int:revision_id>/<int:replay_id>/", replay.page, name="result"),
    path("<int:revision_id>/<int:replay_id>/csv/", replay.table, name="table"),
]
