"""The pieces of the owner's page of one dossier, in their order.

A piece is a module with `part(dossier, user)`: what its template of the same name under
`templates/dossiers/detail/` shows as `part`, or None when it has nothing to show.
"""

from collections.abc import Iterable
from types import ModuleType

from dossiers.models import Dossier
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


def parts_of(modules: Iterable[ModuleType], dossier: Dossier, user) -> list[dict]:
    shown = ((module, module.part(dossier, user)) for module in modules)
    return [part | {"template": _template(module)} for module, part in shown if part is not None]


def _template(module: ModuleType) -> str:
    return f"dossiers/detail/{module.__name__.rpartition('.')[2]}.html"
