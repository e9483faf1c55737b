from django.urls import path

from dossiers.admin.post import printing, stock, views

app_name = "post_desk"
urlpatterns = [
    path("", views.trays, name="list"),
    path("nhan/", views.arrivals, name="arrivals"),
    path("ban-giao/", views.hand_over_page, name="hand_over"),
    path("ban-giao/<uuid:public_id>.pdf", printing.hand_over_paper, name="hand_over_paper"),
    path("ma-van-don/", stock.stock, name="stock"),
    path("<uuid:public_id>/", views.parcel, name="shipment"),
    path("<uuid:public_id>/phieu-gui.pdf", printing.label, name="label"),
]
