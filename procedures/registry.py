"""What other apps offer an editor on the page of a revision. Each fills this in `ready`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise

from procedures.workflow import State

if TYPE_CHECKING:
    from procedures.models import Revision


@dataclass(frozen=True)
class RevisionTool:
    """A link on the page of a revision; its address takes the revision's id."""

    label: str | Promise
    url_name: str
    roles: frozenset[str]
    states: frozenset[str]

    def link(self, revision: "Revision") -> dict[str, object]:
        return {"label": self.label, "url": reverse(self.url_name, args=[revision.pk])}


_tools: list[RevisionTool] = []


def revision_tool(
    label: str | Promise,
    url_name: str,
    roles: Iterable[str],
    states: Iterable[str] = (State.DRAFT,),
) -> None:
    """Show a link to `url_name` on revisions in one of `states`, to those who hold one of
    `roles`.
    """
    _tools.append(RevisionTool(label, url_name, frozenset(roles), frozenset(states)))


def tools_for(revision: "Revision", held: Iterable[str]) -> list[dict[str, object]]:
    """Label and address of each tool that somebody with the roles `held` is offered."""
    roles = set(held)
    return [
        tool.link(revision)
        for tool in _tools
        if revision.state in tool.states and tool.roles & roles
    ]
