from django.urls import path

from dossiers.admin.archive import acts, disposals, lists

app_name = "archive"
urlpatterns = [
    path("", lists.kept, name="list"),
    path("muc-luc.csv", lists.table, name="table"),
    path("nguoi/", lists.of_person, name="person"),
    path("den-han/", disposals.due, name="due"),
    path("huy/", disposals.disposals, name="disposals"),
    path("da-huy/", disposals.destroyed, name="destroyed"),
    path("huy/<uuid:public_id>/", disposals.disposal, name="disposal"),
    path("<uuid:public_id>/", lists.entry, name="entry"),
    path("ho-so/<uuid:public_id>/", acts.act, name="act"),
]
