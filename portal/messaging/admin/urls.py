from django.urls import path

from portal.messaging.admin import views

app_name = "notices_desk"
urlpatterns = [
    path("", views.deliveries, name="list"),
    path("mau-tin/", views.texts, name="texts"),
    path("khoa-zalo/", views.keys, name="keys"),
    path("thu-giay/", views.letters, name="letters"),
    path("thu-giay/<int:number>/", views.letter, name="letter"),
]
