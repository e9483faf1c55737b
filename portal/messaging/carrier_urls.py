"""What carriers call: outside the languages of the pages, because a signed address never varies."""

from django.urls import path

from portal.messaging.views import carriers

app_name = "carriers"

urlpatterns = [
    path("zalo/", carriers.zalo, name="zalo"),
    path("<slug:carrier>/<uuid:public_id>/<slug:code>/", carriers.report, name="report"),
]
