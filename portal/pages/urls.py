from django.urls import path

from portal.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("so-do/", views.site_map, name="site_map"),
    path("gioi-thieu/", views.about, name="about"),
    path("tro-giup/", views.help_page, name="help"),
    path("tinh-trang/", views.status, name="status"),
    path("lien-he/", views.contact, name="contact"),
    path("tiep-can/", views.accessibility, name="accessibility"),
    path("quyen-rieng-tu/", views.privacy, name="privacy"),
    path("dieu-khoan/", views.terms, name="terms"),
    path("hien-thi/", views.choose_display, name="display"),
    path("style-guide/", views.style_guide, name="style_guide"),
]
