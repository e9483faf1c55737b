from django.urls import path

from dossiers.admin import absences, bulk, lists, marks, messages, printing, views

app_name = "desk"
urlpatterns = [
    path("", views.work_list, name="list"),
    path("luu/", lists.keep, name="keep_list"),
    path("tiep/", marks.next_one, name="next"),
    path("vua-lam/", marks.just_did, name="just_done"),
    path("nhan/", marks.labels, name="labels"),
    path("vang-mat/", absences.absences, name="absences"),
    path("ky-lo/", bulk.batch, name="batch"),
    path("hang-loat/", bulk.begin, name="bulk"),
    path("hang-loat/<uuid:public_id>/", bulk.result, name="bulk_result"),
    path("<uuid:public_id>/", views.desk, name="dossier"),
    path("<uuid:public_id>/danh-dau/", marks.mark, name="mark"),
    path("<uuid:public_id>/tin-nhan/", messages.thread, name="messages"),
    path("<uuid:public_id>/ai-dang-xem/", views.presence, name="presence"),
    path("<uuid:public_id>/to-khai.<slug:ending>", printing.desk_sheet, name="sheet"),
]
