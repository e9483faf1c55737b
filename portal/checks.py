"""Checks of the installation as a whole."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections


@register(Tags.database)
def no_demo_accounts(
    app_configs: object, databases: Sequence[str] | None = None, **options: object
) -> list[CheckMessage]:
    """Outside the demo its accounts, whose passwords were printed on a screen, stop a release."""
    accounts = get_user_model()._meta.db_table
    for name in databases or ():
        connection = connections[name]
        if settings.DEMO or accounts not in connection.introspection.table_names():
            continue
        if get_user_model().objects.using(name).filter(is_demo=True).exists():
            return [
                Error(
                    "The database holds accounts of the demo.",
                    hint="A real installation starts with an empty database.",
                    id="portal.E001",
                )
            ]
    return []
