"""What one revision of a procedure changes against another, in words for people."""

from procedures.changes.comparison import Change, Comparison, Difference, Effect, Kind, Section
from procedures.changes.revisions import compare_revisions

__all__ = [
    "Change",
    "Comparison",
    "Difference",
    "Effect",
    "Kind",
    "Section",
    "compare_revisions",
]
