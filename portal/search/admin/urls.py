from django.urls import path

from portal.search.admin.views import missed_list, missed_word, new_saying, sayings

app_name = "search_desk"
urlpatterns = [
    path("", missed_list, name="missed"),
    path("<int:pk>/", missed_word, name="word"),
    path("tu-dien/", sayings, name="sayings"),
    path("tu-dien/them/", new_saying, name="new"),
]
