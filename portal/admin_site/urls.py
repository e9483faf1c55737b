from django.contrib import admin
from django.urls import include, path

from portal.admin_site.registry import registered_pages

urlpatterns = [
    *(path(prefix, include(urlconf)) for prefix, urlconf in registered_pages()),
    path("", admin.site.urls),
]
