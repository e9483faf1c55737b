"""The pieces of an official's page of one dossier, in their order.

A piece is a module with `part(dossier, user, actor)`: what its template of the same name under
`templates/dossiers/desk/parts/` shows as `part`, or None when it has nothing to show. `actor` is
the official as the owner of a file that is opened here reads of him.
"""

from collections.abc import Iterable
from types import ModuleType

from django.utils.translation import gettext_lazy as _

from dossiers.admin.parts import (
    answers,
    archive,
    counter,
    due,
    explanations,
    facts,
    held,
    history,
    instructed,
    issued,
    late,
    law,
    marks,
    messages,
    money,
    national,
    news,
    notes,
    notices,
    opinions,
    papers,
    post,
    practice,
    proposals,
    reason,
    supplements,
    tasks,
)
from dossiers.models import Dossier
from portal.audit.actors import Actor

MAIN = (
    held,
    news,
    reason,
    proposals,
    answers,
    papers,
    supplements,
    late,
    messages,
    tasks,
    opinions,
    money,
    issued,
    instructed,
    notes,
)
REST = {
    practice: _("To decide evenly"),
    counter: _("At the counter"),
    post: _("By post"),
    national: _("National Public Service Portal"),
    notices: _("Proof of notices"),
    history: _("What happened"),
}
"""Shown folded under their titles, unless a part says that it `needs_a_look`."""

ASIDE = (marks, facts, due, explanations, archive, law)


def parts_of(modules: Iterable[ModuleType], dossier: Dossier, user, actor: Actor) -> list[dict]:
    shown = ((module, module.part(dossier, user, actor)) for module in modules)
    return [part | {"template": _template(module)} for module, part in shown if part is not None]


def _template(module: ModuleType) -> str:
    return f"dossiers/desk/parts/{module.__name__.rpartition('.')[2]}.html"


def folded_parts(dossier: Dossier, user, actor: Actor) -> list[dict]:
    """The parts of `REST` with their titles."""
    titles = {_template(module): title for module, title in REST.items()}
    return [
        part | {"title": titles[part["template"]]} for part in parts_of(REST, dossier, user, actor)
    ]
