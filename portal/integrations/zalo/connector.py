"""Notices by Zalo. Fields of `CONNECTORS`: `url, app_id, secret`, and `token_url`, `oa_secret`
where they differ from `url` and `secret`."""

from django.utils.translation import gettext_lazy as _

from portal.integrations.connectors import Connector, Kind, connector

ZALO = connector(
    Connector(
        "zalo",
        "Zalo ZNS",
        Kind.MESSAGES,
        _("Zalo messages do not go out; a text message or an e-mail comes in their place."),
        seconds=10.0,
        largest=65536,
        at_once=4,
    )
)
