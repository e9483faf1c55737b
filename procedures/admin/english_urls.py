from django.urls import path

from procedures.admin import english

app_name = "english"
urlpatterns = [
    path("", english.overview, name="list"),
    path("<str:code>/", english.english, name="procedure"),
]
