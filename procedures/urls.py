from django.urls import path, re_path

from procedures.views.blanks import blank
from procedures.views.catalogue import catalogue
from procedures.views.detail import procedure
from procedures.views.eligibility import eligibility
from procedures.views.help import sample
from procedures.views.history import change, history
from procedures.views.open_data import online_services, whole_catalogue
from procedures.views.priority import priorities, priorities_data

app_name = "procedures"
urlpatterns = [
    path("thu-tuc/", catalogue, name="list"),
    path("thu-tuc/truc-tuyen/", online_services, name="online"),
    re_path(r"^thu-tuc/danh-muc\.(?P<form>csv|json)$", whole_catalogue, name="data"),
    path("thu-tuc/uu-tien/", priorities, name="priorities"),
    path("thu-tuc/uu-tien/<int:year>/", priorities, name="priorities_of"),
    path("thu-tuc/uu-tien/<int:year>.<slug:form>", priorities_data, name="priorities_data"),
    path("thu-tuc/<str:code>/", procedure, name="detail"),
    path("thu-tuc/<str:code>/mau/<slug:key>.<slug:ending>", blank, name="blank"),
    path("thu-tuc/<str:code>/dieu-kien/", eligibility, name="eligibility"),
    path("thu-tuc/<str:code>/mau/<int:pk>/", sample, name="sample"),
    path("thu-tuc/<str:code>/lich-su/", history, name="history"),
    path("thu-tuc/<str:code>/lich-su/<int:number>/", change, name="change"),
]
