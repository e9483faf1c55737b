from django.urls import path

from dossiers.admin import printing, views

app_name = "desk"
urlpatterns = [
    path("", views.work_list, name="list"),
    path("<uuid:public_id>/", views.desk, name="dossier"),
    path("<uuid:public_id>/to-khai.<slug:ending>", printing.desk_sheet, name="sheet"),
]
