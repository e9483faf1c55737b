from django.urls import path

from dossiers.admin import instructions

app_name = "instructions"
urlpatterns = [
    path("", instructions.lists, name="list"),
    path("don-vi/", instructions.choose_unit, name="unit"),
    path("ve/<str:kind>/<slug:key>/", instructions.give, name="give"),
    path("<uuid:public_id>/", instructions.one, name="one"),
]
