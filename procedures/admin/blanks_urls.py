from django.urls import path

from procedures.admin import blanks

app_name = "blank_forms"
urlpatterns = [
    path("<int:pk>/", blanks.blanks, name="edit"),
]
