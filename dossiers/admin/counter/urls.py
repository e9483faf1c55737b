from django.urls import path

from dossiers.admin.counter import (
    children,
    done,
    hand_out,
    hand_over,
    home,
    intake,
    register,
    visit,
)

app_name = "counter"
urlpatterns = [
    path("", home.home, name="home"),
    path("nguoi-moi/", home.newcomer, name="newcomer"),
    path("khach/<uuid:public_id>/", visit.visit, name="visit"),
    path("khach/<uuid:public_id>/con/", children.children, name="children"),
    path("khach/<uuid:public_id>/con/<int:child_id>/", children.child, name="child"),
    path("ho-so/<uuid:public_id>/", intake.intake, name="intake"),
    path("ho-so/<uuid:public_id>/xong/", done.done, name="done"),
    path("ho-so/<uuid:public_id>/phieu.pdf", done.paper, name="paper"),
    path("ho-so/<uuid:public_id>/huong-dan/<str:code>.pdf", intake.slip, name="guidance"),
    path("ban-giao/", hand_over.hand_over, name="hand_over"),
    path("ban-giao/danh-sach.pdf", hand_over.day_list, name="day_list"),
    path("ban-giao/<uuid:public_id>/phieu-kiem-soat.pdf", hand_over.slip, name="slip"),
    path("tra-ket-qua/<uuid:public_id>/", hand_out.hand_out, name="hand_out"),
    path("so-theo-doi/", register.register, name="register"),
    path("so-theo-doi/so.csv", register.table, name="register_table"),
    path("so-theo-doi/so.pdf", register.printed, name="register_print"),
]
