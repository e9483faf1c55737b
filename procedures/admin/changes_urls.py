from django.urls import path

from procedures.admin import changes

app_name = "catalogue_texts"
urlpatterns = [
    path("<int:pk>/", changes.changes, name="changes"),
]
