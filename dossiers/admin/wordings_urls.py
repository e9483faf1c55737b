from django.urls import path

from dossiers.admin import wordings

app_name = "wordings"
urlpatterns = [
    path("", wordings.library, name="list"),
    path("them/", wordings.new, name="new"),
    path("<int:pk>/", wordings.one, name="one"),
]
