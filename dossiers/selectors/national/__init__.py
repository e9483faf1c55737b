from dossiers.selectors.national.facts import behind, facts_of, status_of, to_report
from dossiers.selectors.national.steps import is_reported, steps_of

__all__ = ["behind", "facts_of", "is_reported", "status_of", "steps_of", "to_report"]
