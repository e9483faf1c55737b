from django.urls import path

from procedures.views.catalogue import catalogue
from procedures.views.detail import procedure
from procedures.views.eligibility import eligibility
from procedures.views.history import change, history

app_name = "procedures"
urlpatterns = [
    path("thu-tuc/", catalogue, name="list"),
    path("thu-tuc/<str:code>/", procedure, name="detail"),
    path("thu-tuc/<str:code>/dieu-kien/", eligibility, name="eligibility"),
    path("thu-tuc/<str:code>/lich-su/", history, name="history"),
    path("thu-tuc/<str:code>/lich-su/<int:number>/", change, name="change"),
]
