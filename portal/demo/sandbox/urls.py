from importlib import import_module

from django.urls import include, path

from portal.demo.sandbox import control, views
from portal.demo.sandbox.partners import BY_NAME
from portal.integrations.connectors import HOME, packages

# What each partner's own package offers, under the partner's name.
offered = [
    path(f"{name}/", include(import_module(f"{HOME}.{name}.sandbox").routes()))
    for name in packages("sandbox")
    if name in BY_NAME
]
urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", views.health),
    path("style.css", views.style, name="style"),
    path("chon-nguoi/", views.choose, name="choose"),
    path("doi-tac/<slug:name>/", views.partner, name="partner"),
    path("_sandbox/reset", control.reset),
    path("_sandbox/<slug:partner>/fault", control.fault),
    path("_sandbox/<slug:partner>/traffic", control.traffic),
    path("_sandbox/<slug:partner>/clear", control.clear),
    *offered,
    path("", include("allauth.idp.urls")),
]
