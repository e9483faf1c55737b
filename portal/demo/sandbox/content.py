"""The people and the one client of the sandbox; run again, it mends what has changed."""

from allauth.idp.oidc.models import Client
from django.conf import settings
from django.contrib.auth.models import User

from portal.demo.sandbox.client import CLIENT_ID, client_secret
from portal.demo.sandbox.people import PEOPLE

CALLBACKS = ("/tai-khoan/dich-vu/dinh-danh/ve/", "/en/tai-khoan/dich-vu/dinh-danh/ve/")


def load(key: str) -> None:
    """Create the people and the portal as a client; `key` is the demo's secret key."""
    for person in PEOPLE:
        User.objects.get_or_create(username=person.name)
    client = Client.objects.filter(id=CLIENT_ID).first() or Client(id=CLIENT_ID)
    client.name = "Cổng dịch vụ công tỉnh Minh Hà"
    client.type = Client.Type.CONFIDENTIAL
    client.skip_consent = True
    client.set_scopes(["openid", "profile"])
    client.set_response_types(["code"])
    client.set_grant_types([Client.GrantType.AUTHORIZATION_CODE])
    client.set_redirect_uris([f"{settings.PORTAL_URL}{path}" for path in CALLBACKS])
    client.set_secret(client_secret(key))
    client.save()
