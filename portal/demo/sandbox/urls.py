from django.urls import include, path

from portal.demo.sandbox.faults import fault
from portal.demo.sandbox.views import choose, health

urlpatterns = [
    path("", choose),
    path("healthz", health),
    path("chon-nguoi/", choose),
    path("_sandbox/fault", fault),
    path("", include("allauth.idp.urls")),
]
