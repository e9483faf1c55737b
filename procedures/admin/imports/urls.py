from django.urls import path

from procedures.admin.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("lan-doc/", views.runs, name="runs"),
    path("lan-doc/<int:number>/", views.run, name="run"),
    path("cong-bo/", views.drafts, name="drafts"),
    path("<int:number>/", views.review, name="review"),
]
