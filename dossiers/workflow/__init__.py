"""The life of a dossier as one table: states, actions, who may, effect on the clock, citation.

Pages, permissions, reports, the exchange with the national portal and the printed documentation
read this table and nothing else. A state is stored by its code; its words live here.
"""

from dossiers.workflow.actions import Action, Clock, Transition
from dossiers.workflow.national import NATIONAL_WORDS, National
from dossiers.workflow.parties import Party
from dossiers.workflow.states import FINAL, RATED, READY, STATES, State, StateRow
from dossiers.workflow.table import TABLE

__all__ = [
    "FINAL",
    "NATIONAL_WORDS",
    "RATED",
    "READY",
    "STATES",
    "TABLE",
    "Action",
    "Clock",
    "National",
    "Party",
    "State",
    "StateRow",
    "Transition",
    "actions_from",
]


def actions_from(state: State) -> list[Action]:
    """The actions that the table allows from `state`, whoever acts."""
    return [action for action, row in TABLE.items() if state in row.moves]
