"""Addresses for machines that run the portal; the same in every language."""

from django.urls import path

from portal.pages import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
