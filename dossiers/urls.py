from django.urls import path

from dossiers.views import answer, complain, draft, mine, papers, printing, send, start, tracking

app_name = "dossiers"
urlpatterns = [
    path("thu-tuc/<str:code>/nop/", start.start, name="start"),
    path("ho-so/", mine.mine, name="mine"),
    path("ho-so/nhap/<uuid:public_id>/", draft.overview, name="draft"),
    path("ho-so/nhap/<uuid:public_id>/luu/", draft.autosave, name="draft_autosave"),
    path("ho-so/nhap/<uuid:public_id>/phan/<slug:key>/", draft.section, name="draft_section"),
    path("ho-so/nhap/<uuid:public_id>/giay-to/", papers.papers, name="draft_papers"),
    path("ho-so/nhap/<uuid:public_id>/nhan-ket-qua/", send.return_way, name="draft_return"),
    path("ho-so/nhap/<uuid:public_id>/kiem-tra/", send.check, name="draft_check"),
    path(
        "ho-so/nhap/<uuid:public_id>/to-khai.<slug:ending>",
        printing.draft_sheet,
        name="draft_sheet",
    ),
    path("ho-so/nhap/<uuid:public_id>/xoa/", draft.discard, name="draft_discard"),
    path("ho-so/<uuid:public_id>/", mine.detail, name="detail"),
    path("ho-so/<uuid:public_id>/to-khai.<slug:ending>", printing.dossier_sheet, name="sheet"),
    path("ho-so/<uuid:public_id>/da-nhan/", send.receipt, name="receipt"),
    path("ho-so/<uuid:public_id>/bo-sung/", answer.answer, name="answer"),
    path("ho-so/<uuid:public_id>/rut/", mine.withdraw_dossier, name="withdraw"),
    path("ho-so/<uuid:public_id>/y-kien/", complain.complain, name="complain"),
    path("ho-so/<uuid:public_id>/danh-gia/", mine.rate_dossier, name="rate"),
    path("tra-cuu/", tracking.track, name="track"),
    path("tra-cuu/xac-nhan/<uuid:public_id>/", tracking.prove, name="track_prove"),
    path("tra-cuu/xem/<uuid:public_id>/", tracking.shown, name="track_proven"),
    path("dat-lich/", booking.booking_desks, name="booking_desks"),
    path("dat-lich/<uuid:public_id>/", booking.booking_times, name="booking_times"),
    path("dat-lich/lich/<uuid:public_id>/", booking.booking, name="booking"),
    path("hang-doi/<uuid:public_id>/", booking.queue_board, name="queue_board"),
    path("hang-doi/so/<uuid:public_id>/", booking.queue_number, name="queue_number"),
]
