from django.urls import path

from dossiers.admin import settlement

app_name = "settlement"
urlpatterns = [
    path("giai-quyet/", settlement.form_page, name="form"),
    path("giai-quyet/ho-so/", settlement.dossiers, name="dossiers"),
    path("giai-quyet/bang.csv", settlement.table, name="table"),
    path("giai-quyet/bieu.pdf", settlement.printed, name="print"),
]
