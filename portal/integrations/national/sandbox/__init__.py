"""The national portal as the sandbox plays it, in both generations, and a page to hand dossiers to
the province.
"""

from django.urls import path

from portal.integrations.national.sandbox import gen1, gen2, push


def routes() -> list:
    return [
        path("mapi/login", gen1.login),
        path("mapi/g", gen1.service),
        path("GetToken", gen2.token),
        *(path(name, gen2.service, {"name": name}) for name in gen2.SERVICES),
        path("het-phien", push.end_sessions),
        path("tep/<slug:name>.jpg", push.file, name="national-file"),
        path("chuyen-ho-so/", push.page, name="national-push"),
    ]
