"""Print every state machine of the portal, from the tables that the code itself reads."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import TextChoices

from dossiers import workflow as dossiers
from dossiers.workflow.shipment import SHIPMENTS
from portal.documents import workflow as documents
from portal.management.printing import DOCS, PrintCommand, table
from procedures import workflow as procedures

HEAD = """# Workflows

Every state, who may move it on, and on which ground. Printed by
`python3 manage.py print_workflows --write` from the workflow tables; a test compares.
"""


class Command(PrintCommand):
    help = "Prints the state tables of the portal (--write: into docs/workflows.md)."
    target = DOCS / "workflows.md"

    def page(self) -> str:
        return "\n".join([HEAD, _dossiers(), _shipments(), _procedures(), _documents()])


def _dossiers() -> str:
    return "\n".join(
        [
            "## A dossier\n",
            _diagram(),
            "### Its states\n",
            "*Way done* is the only thing besides the code that a stranger is told.\n",
            table(
                (
                    "state",
                    "label",
                    "national status",
                    "way done",
                    "whose move",
                    "what the owner reads",
                ),
                map(_dossier_state, dossiers.STATES.items()),
            ),
            "### What can be done\n",
            table(
                ("action", "label", "who", "from → to", "legal clock", "ground"),
                map(_dossier_action, dossiers.TABLE.items()),
            ),
        ]
    )


def _shipments() -> str:
    rows = (
        (state, row.label, row.along, row.sending, row.receiving)
        for state, row in SHIPMENTS.items()
    )
    head = ("state", "label", "how far", "who sends reads", "who receives reads")
    return "\n".join(
        [
            "## A parcel by post\n",
            "It stands at the furthest of all that was reported, whatever the order.\n",
            table(head, rows),
        ]
    )


def _diagram() -> str:
    """The moves that change the state; actions with the same ends share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for action, row in dossiers.TABLE.items():
        for source, target in _in_order(row.moves):
            if source != target:
                arrows.setdefault((source or "[*]", target), []).append(action)
    ends = [f"    {state} --> [*]" for state in dossiers.STATES if state in dossiers.FINAL]
    lines = [f"    {a} --> {b}: {', '.join(names)}" for (a, b), names in arrows.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, *ends, "```\n"])


def _dossier_state(item: tuple[dossiers.State, dossiers.StateRow]) -> Iterable[Any]:
    state, row = item
    national = f"{row.national:d} {dossiers.NATIONAL_WORDS[row.national]}"
    turn = "nobody" if state in dossiers.FINAL else row.turn.lower()
    return f"`{state}`", row.label, national, f"{row.completion} %", turn, row.for_owner


def _dossier_action(item: tuple[dossiers.Action, dossiers.Transition]) -> Iterable[Any]:
    action, row = item
    who = ", ".join(sorted(party.lower() for party in row.parties))
    clock = "–" if row.clock is dossiers.Clock.NONE else row.clock.lower().replace("_", " ")
    return f"`{action}`", row.label, who, _moves(row.moves), clock, row.citation


def _in_order(moves: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """By the order of the states: a set of sources has none of its own."""
    order = {state: place for place, state in enumerate(dossiers.STATES)}
    return sorted(moves.items(), key=lambda move: order.get(move[0], -1))


def _moves(moves: Mapping[Any, Any]) -> str:
    """Sources gathered by target; a state that stays as it is stands alone."""
    by_target: dict[str, list[str]] = {}
    for source, target in _in_order(moves):
        end = "" if source == target else f" → {target}"
        by_target.setdefault(end, []).append(str(source or "nothing"))
    return "; ".join(", ".join(sources) + end for end, sources in by_target.items())


def _procedures() -> str:
    return "\n".join(
        [
            "## A revision of a procedure\n",
            table(
                ("state", "label", "what comes next"),
                (
                    (f"`{state}`", procedures.LABELS[state], procedures.NEXT_STEPS[state])
                    for state in procedures.State
                ),
            ),
            _moves_of(procedures.MOVES),
            "## A procedure read from the national database\n",
            *_labels_and_moves(procedures.IMPORT_LABELS, procedures.IMPORT_MOVES),
            "## A duty to update a page\n",
            *_labels_and_moves(procedures.DUTY_LABELS, procedures.DUTY_MOVES),
        ]
    )


def _labels_and_moves(labels: Mapping[Any, Any], moves: Iterable[procedures.Move]) -> list[str]:
    states = ((f"`{state}`", label) for state, label in labels.items())
    return [table(("state", "label"), states), _moves_of(moves)]


def _moves_of(moves: Iterable[procedures.Move]) -> str:
    head = ("action", "from → to", "needs a second person", "ground")
    return table(head, map(_procedure_move, moves))


def _procedure_move(move: procedures.Move) -> Iterable[Any]:
    second = "yes" if move.second_person else "no"
    return f"`{move.action}`", f"{move.source} → {move.target}", second, move.citation


def _documents() -> str:
    parts = (
        ("An issued paper: does it count?", documents.Validity, documents.VALIDITY),
        ("An issued paper: its digital signature", documents.Signing, documents.SIGNING),
    )
    sections = [f"## {title}\n\n{_choices(kind, moves)}" for title, kind, moves in parts]
    scan = table(
        ("state", "label", "may be opened"),
        (
            (f"`{state}`", state.label, "yes" if state in documents.SERVABLE else "no")
            for state in documents.Scan
        ),
    )
    return "\n".join([*sections, f"## A stored file: the virus check\n\n{scan}"])


def _choices(kind: type[TextChoices], moves: Mapping[Any, Iterable[Any]]) -> str:
    return table(
        ("state", "label", "may become"),
        ((f"`{each}`", each.label, ", ".join(sorted(moves[each]))) for each in kind),
    )
