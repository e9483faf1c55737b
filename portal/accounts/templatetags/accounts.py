"""Tags of the pages of accounts."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from portal.accounts.views.identity import provider

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """The value as JSON for a data attribute; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.simple_tag
def identity_provider() -> dict[str, str]:
    """`provider_id` and `provider_name`, empty where the portal has no identity provider."""
    return provider()
