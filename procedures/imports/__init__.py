"""Reading of catalogues: files of records in, typed facts and reasons out. Writes nothing."""

from procedures.imports.facts import Line, ProcedureFacts
from procedures.imports.problems import Problem, Reason, Severity
from procedures.imports.reading import read_file

__all__ = ["Line", "Problem", "ProcedureFacts", "Reason", "Severity", "read_file"]
