from django.urls import path

from portal.search.views.search import search, suggestions

app_name = "search"
urlpatterns = [
    path("tim-kiem/", search, name="search"),
    path("tim-kiem/goi-y/", suggestions, name="suggestions"),
]
