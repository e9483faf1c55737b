"""Addresses for machines that run or read the portal; the same in every language."""

from django.urls import path

from portal.pages import health, technical

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", technical.robots, name="robots"),
    path(".well-known/security.txt", technical.security, name="security_txt"),
    path("sitemap.xml", technical.sitemap, name="sitemap"),
    path("manifest.webmanifest", technical.manifest, name="manifest"),
    path("favicon.ico", technical.favicon, name="favicon"),
]
