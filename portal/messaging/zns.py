"""What stands in a template at Zalo: a code, a link and a date, never what a dossier is about."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone

from portal.integrations.zalo.messages import LONGEST
from portal.messaging.letters import outward
from portal.messaging.models import Notice
from portal.messaging.registry import matter_of


def parameters_of(notice: Notice, wanted: Mapping[str, str], link: str) -> dict[str, str]:
    """Values of a template's parameters; together no longer than Zalo takes."""
    facts = {
        "code": matter_of(notice.event).code or notice.text.partition("/")[2],
        "link": link or settings.BASE_URL,
        "date": f"{timezone.localtime(notice.created_at):%d/%m/%Y}",
        "message": outward(notice).sms,
        "portal": settings.BASE_URL,
    }
    values = {name: facts[source] for name, source in wanted.items() if source in facts}
    room = LONGEST
    for name, value in values.items():
        values[name] = value[:room]
        room = max(0, room - len(values[name]))
    return values
