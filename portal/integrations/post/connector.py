"""The carriers as connectors: each is off until it has an address."""

from django.utils.translation import gettext_lazy as _

from portal.integrations.connectors import Connector, Kind, connector
from portal.integrations.post.carriers import CARRIERS

WHEN_DOWN = _(
    "You can choose the post as usual. Your order goes out by itself as soon as the carrier can be"
    " reached again; you may also bring the papers or collect the result at the desk."
)

for each in CARRIERS.values():
    connector(Connector(each.name, each.label, Kind.POST, WHEN_DOWN))
