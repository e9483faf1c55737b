from typing import Any

from django import template

from portal.messaging.selectors import urgent

register = template.Library()


@register.inclusion_tag("messaging/urgent.html", takes_context=True)
def urgent_notices(context: dict[str, Any]) -> dict[str, Any]:
    """What the person signed in must not overlook; asked for on pages of the account only."""
    person = context["user"]
    return {
        "notices": urgent(person.pk) if person.is_authenticated else [],
        "LANGUAGE_CODE": context.get("LANGUAGE_CODE", ""),
    }
