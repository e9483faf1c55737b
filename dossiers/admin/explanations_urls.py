from django.urls import path

from dossiers.admin import explanations

app_name = "explanations"
urlpatterns = [
    path("", explanations.cases, name="cases"),
    path("<uuid:public_id>/", explanations.case, name="case"),
    path("vi-pham/<int:pk>/", explanations.breach, name="breach"),
]
