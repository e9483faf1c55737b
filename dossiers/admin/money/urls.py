from django.urls import path

from dossiers.admin.money import dossier, lists, odd, reconciliation

app_name = "money"
urlpatterns = [
    path("", lists.today, name="today"),
    path("bat-thuong/", lists.odd, name="odd"),
    path("bat-thuong/<int:pk>/", odd.odd_one, name="odd_one"),
    path("chuyen-khoan/", lists.transfers_to_check, name="transfers"),
    path("hoan-tra/", lists.refunds_to_do, name="refunds"),
    path("doi-soat/", reconciliation.reconciliations_page, name="reconciliations"),
    path("doi-soat/<int:pk>/", reconciliation.reconciliation, name="reconciliation"),
    path("tai-khoan/", reconciliation.accounts, name="accounts"),
    path("tai-khoan/<int:pk>/xac-nhan/", reconciliation.confirm, name="confirm"),
    path("ho-so/<uuid:public_id>/", dossier.dossier, name="dossier"),
]
