from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from portal.api.problems import unknown
from portal.api.urls import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", unknown, name="api-unknown"),
    path("", include("portal.pages.technical_urls")),
    path("tin-nhan/", include("portal.messaging.carrier_urls")),
    *i18n_patterns(
        path("quan-tri/", include("portal.admin_site.urls")),
        path("", include("portal.pages.urls")),
        path("", include("portal.api.guide")),
        path("", include("portal.agencies.urls")),
        path("", include("portal.documents.urls")),
        path("", include("portal.messaging.urls")),
        path("tai-khoan/", include("portal.accounts.urls")),
        path("", include("portal.search.urls")),
        path("", include("procedures.urls")),
        path("", include("dossiers.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "portal.pages.errors.bad_request"
handler403 = "portal.pages.errors.permission_denied"
handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.fault"
