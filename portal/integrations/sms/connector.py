"""Three carriers of text messages; `SMS_GATEWAYS` says which of them are asked, and in what order.

Fields of `CONNECTORS`: esms `url, api_key, secret, brandname`; viettel `url, user, secret,
cp_code, service_id`; vnpt `url, label_id, contract_id, template_id, agent_id, api_user, secret,
username`.
"""

from django.utils.translation import gettext_lazy as _

from portal.integrations.connectors import Connector, Kind, connector

WHEN_DOWN = _("Text messages come later; your account and your e-mail have every notice.")

for name, label in (("esms", "eSMS"), ("viettel", "Viettel SMS"), ("vnpt", "VNPT SMS Brandname")):
    connector(
        Connector(name, label, Kind.MESSAGES, WHEN_DOWN, seconds=10.0, largest=65536, at_once=4)
    )
