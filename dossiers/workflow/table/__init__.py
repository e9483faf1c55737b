"""Every row, gathered from the concepts; no action stands twice."""

from dossiers.workflow.actions import Action, Transition
from dossiers.workflow.table import (
    coordination,
    dates,
    deciding,
    endings,
    intake,
    late,
    money,
    post,
    supplements,
    work,
)

PARTS = [
    intake.ROWS,
    supplements.ROWS,
    work.ROWS,
    coordination.ROWS,
    deciding.ROWS,
    money.ROWS,
    post.ROWS,
    endings.ROWS,
    dates.ROWS,
    late.ROWS,
]

TABLE: dict[Action, Transition] = {action: row for rows in PARTS for action, row in rows.items()}
