from django.urls import path

from dossiers.admin import national

app_name = "national"
urlpatterns = [
    path("", national.behind, name="behind"),
    path("<uuid:public_id>/", national.act, name="act"),
]
