from django.urls import path

from dossiers.admin import views

app_name = "desk"
urlpatterns = [
    path("", views.work_list, name="list"),
    path("<uuid:public_id>/", views.desk, name="dossier"),
]
