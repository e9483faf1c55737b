"""Electronic forms: a typed definition, one evaluator, and its renderings.

The page, the API and the printed form all ask `evaluate` what is visible, required and wrong;
nothing else in the portal decides it.
"""

from procedures.eforms.definition import Definition
from procedures.eforms.evaluate import Evaluation, evaluate

__all__ = ["Definition", "Evaluation", "evaluate"]
