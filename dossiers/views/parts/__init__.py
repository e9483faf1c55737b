"""The pieces of the owner's page of one dossier, in their order.

A piece is a module with `part(dossier, user)`: what its template of the same name under
`templates/dossiers/detail/` shows as `part`, or None when it has nothing to show. One that shows an
`ITEM` for which this session may not be sure enough has a `TITLE`, too, under which stands the way
to make it surer.
"""

from collections.abc import Iterable
from types import ModuleType

from django.http import HttpRequest

from dossiers.models import Dossier
from dossiers.views.levels import step_up_for
from dossiers.views.parts import (
    answers,
    archive,
    asked,
    due,
    explanations,
    issued,
    late,
    messages,
    money,
    more,
    papers,
    post,
    reason,
    tasks,
    timeline,
    where,
)

MAIN = (
    due,
    asked,
    reason,
    late,
    money,
    issued,
    timeline,
    messages,
    explanations,
    tasks,
    post,
    papers,
    answers,
)
ASIDE = (where, archive, more)


def parts_of(modules: Iterable[ModuleType], dossier: Dossier, request: HttpRequest) -> list[dict]:
    """What the pieces show to this reader in this session, each with its template."""
    shown = (
        _closed(module, dossier, request) or _open(module, dossier, request) for module in modules
    )
    return [part for part in shown if part is not None]


def _open(module: ModuleType, dossier: Dossier, request: HttpRequest) -> dict | None:
    part = module.part(dossier, request.user)
    return None if part is None else part | {"template": f"dossiers/detail/{_name(module)}.html"}


def _closed(module: ModuleType, dossier: Dossier, request: HttpRequest) -> dict | None:
    item = getattr(module, "ITEM", None)
    if item is None:
        return None
    name = _name(module)
    way = step_up_for(request, dossier, item, f"{dossier.get_absolute_url()}#{name}")
    title = module.TITLE
    template = "dossiers/parts/closed.html"
    return {"name": name, "title": title, "way": way, "template": template} if way else None


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]
