from django.urls import path

from dossiers.admin import results

app_name = "results"
urlpatterns = [
    path("", results.register, name="register"),
    path("bang/", results.table, name="table"),
]
