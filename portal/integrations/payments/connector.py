"""The national payment platform as a connector: off until it has an address.

Its settings besides `url`: `partner` (MaDoiTac), `secret` (of the secure code), and `pages`, the
origin of the pages on which people pay, where that is another than that of `url`.
"""

from django.utils.translation import gettext_lazy as _

from portal.integrations.connectors import Connector, Kind, connector

NAME = "payments"

connector(
    Connector(
        NAME,
        _("Payment platform"),
        Kind.MONEY,
        _(
            "You can transfer the money with the VietQR code or pay at the desk; your dossier is"
            " taken in all the same."
        ),
        at_once=4,
    )
)
