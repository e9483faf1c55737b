"""The JSON API, version 1. Each app brings its own router; all errors are problems."""

from ninja import NinjaAPI

from dossiers.api import router as dossiers
from portal.agencies.api import router as agencies
from portal.api import problems
from portal.api.language import in_wanted_language
from portal.search.api import router as search
from procedures.api import router as procedures

api = NinjaAPI(
    title="Public service portal",
    version="1",
    description="Public data and tools of the portal. The guide for people is at /api/.",
    urls_namespace="api-1",
    docs_url=None,
)
api.add_decorator(in_wanted_language, mode="view")
problems.handle_in(api)
api.add_router("", agencies)
api.add_router("", procedures)
api.add_router("", dossiers)
api.add_router("", search)
