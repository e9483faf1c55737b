from django.urls import path

from portal.integrations.admin.views import one, overview_page

app_name = "connectors_desk"
urlpatterns = [
    path("", overview_page, name="list"),
    path("<slug:name>/", one, name="one"),
]
