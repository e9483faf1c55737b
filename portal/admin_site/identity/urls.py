from django.urls import path

from portal.admin_site.identity import views

app_name = "identity_desk"
urlpatterns = [
    path("", views.find, name="find"),
    path("<uuid:public_id>/", views.prove, name="prove"),
]
