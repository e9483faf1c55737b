"""The national public service portal as a connector: off until it has an address."""

from django.utils.translation import gettext_lazy as _

from portal.integrations.connectors import Connector, Kind, connector
from portal.integrations.national.gen1.client import Generation1
from portal.integrations.national.gen2.client import Generation2
from portal.integrations.national.port import NAME, Interface
from portal.integrations.selectors import settings_of

GENERATIONS: dict[str, type[Interface]] = {"1": Generation1, "2": Generation2}

connector(
    Connector(
        NAME,
        _("National Public Service Portal"),
        Kind.NATIONAL,
        _(
            "File and follow your dossier here as usual. "
            "The national portal shows its status as soon as the connection is back."
        ),
    )
)


def interface() -> Interface:
    """The generation that this installation speaks; the first one where it does not say."""
    return GENERATIONS[settings_of(NAME).get("generation", "1")]()
