"""“I am at it”: colleagues see it, nobody is kept out, and it ends by itself.

No event is recorded: nothing of the dossier changes, as little as by opening its page.
"""

from datetime import datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, NotAllowed
from dossiers.models import SoftClaim
from dossiers.permissions import visible_to
from dossiers.rules.desk import CLAIM

TAKE = f"""
    INSERT INTO {SoftClaim._meta.db_table} AS held (dossier_id, by_id, since, until)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (dossier_id) DO UPDATE
       SET by_id = EXCLUDED.by_id, until = EXCLUDED.until,
           since = CASE WHEN held.by_id = EXCLUDED.by_id AND held.until > EXCLUDED.since
                        THEN held.since ELSE EXCLUDED.since END
     WHERE held.by_id = EXCLUDED.by_id OR held.until <= EXCLUDED.since OR %s
"""  # noqa: S608 — the table's name comes from the model


def take_softly(*, dossier, by, even_from_others: bool = False, at: datetime | None = None) -> None:
    """Say until half an hour from now that `by` is at the dossier; said again, it lasts longer.

    Raises `Conflict` naming the colleague who said it first, unless it is taken over knowingly;
    `NotAllowed` where `by` may not even open it.
    """
    at = at or timezone.now()
    if not visible_to(by, timezone.localdate(at)).filter(pk=dossier.pk).exists():
        raise NotAllowed
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [dossier.pk, by.pk, at, at + CLAIM, even_from_others])
        if cursor.rowcount:
            return
    held = SoftClaim.objects.select_related("by").get(dossier=dossier)
    words = _("%(name)s is already at it. You can take it over.") % {"name": held.by.full_name}
    raise Conflict(dossier, words)


def let_go(*, dossier, by) -> None:
    """Say that one is no longer at it."""
    SoftClaim.objects.filter(dossier=dossier, by=by).delete()
