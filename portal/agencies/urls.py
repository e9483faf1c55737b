from django.urls import path

from portal.agencies import views

app_name = "agencies"
urlpatterns = [
    path("tinh-han/", views.due_date, name="due_date"),
]
