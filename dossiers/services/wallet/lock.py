"""Kept papers, locked: what is being used is not removed meanwhile."""

from collections.abc import Iterable
from datetime import date

from dossiers.errors import NotAllowed
from dossiers.models import KeptPaper
from dossiers.selectors.wallet.papers import wallet_of


def own_locked(kept: KeptPaper, by, on: date) -> KeptPaper:
    """The row, locked for the rest of the transaction. Raises `NotAllowed` for another's."""
    locked = KeptPaper.objects.select_for_update().get(pk=kept.pk)
    if not wallet_of(by, on).filter(pk=locked.pk).exists():
        raise NotAllowed
    return locked


def hold(ids: Iterable[int]) -> None:
    """Lock kept papers in one order for the rest of the transaction."""
    rows = KeptPaper.objects.filter(pk__in=ids).select_for_update()
    list(rows.order_by("pk").values_list("pk", flat=True))
