from django.urls import path

from portal.messaging.views import inbox as views

app_name = "messaging"

urlpatterns = [
    path("thong-bao/", views.inbox, name="inbox"),
    path("thong-bao/lua-chon/", views.wishes, name="wishes"),
    path("thong-bao/<uuid:public_id>/", views.notice, name="notice"),
]
