from django.urls import path

from portal.documents.views import check, files, lent, twin

app_name = "documents"
urlpatterns = [
    path("tep/<str:token>/", files.serve, name="file"),
    path("tep-doi-tac/", lent.lent, name="lent"),
    path("kiem-tra/", check.ask, name="ask"),
    path("kiem-tra/<str:code>/", check.check, name="check"),
    path("kiem-tra/<str:code>/ban-doc/", twin.twin, name="twin"),
]
