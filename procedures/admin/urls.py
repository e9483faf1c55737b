from django.urls import path

from procedures.admin import help as help_texts
from procedures.admin import offers, priorities, radar, reports, rollout

app_name = "catalogue_desk"
urlpatterns = [
    path("", radar.duties, name="duties"),
    path("moi/", radar.new_duty, name="new_duty"),
    path("<int:pk>/", radar.duty, name="duty"),
    path("trien-khai/", rollout.rollout, name="rollout"),
    path("trien-khai/<str:code>/", rollout.service, name="service"),
    path("noi-nhan/<str:code>/", offers.offers, name="offers"),
    path("uu-tien/", priorities.lists, name="lists"),
    path("uu-tien/<int:year>/", priorities.priority_list, name="list"),
    path("tro-giup/", help_texts.guides, name="guides"),
    path("tro-giup/mau/<int:pk>/", help_texts.fill_in, name="sample"),
    path("bao-cao/", reports.reports, name="reports"),
    path("bao-cao/<int:year>/", reports.reports, name="reports_of"),
    path("bao-cao/<int:year>/<int:agency>/", reports.report, name="report"),
]
