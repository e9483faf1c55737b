"""Who may do what on which dossier, and who may see it."""

from dossiers.permissions.actions import actor_for
from dossiers.permissions.applicants import may_act, owned_by, powers_over, standing_in
from dossiers.permissions.officials import (
    ROLE_OF,
    WORKERS,
    actor_at,
    is_his_own,
    leads_over,
    places_of,
    standing,
    visible_to,
)

__all__ = [
    "ROLE_OF",
    "WORKERS",
    "actor_at",
    "actor_for",
    "is_his_own",
    "leads_over",
    "may_act",
    "owned_by",
    "places_of",
    "powers_over",
    "standing",
    "standing_in",
    "visible_to",
]
