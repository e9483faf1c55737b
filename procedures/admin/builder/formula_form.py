"""Terms of a calculation: term `0` of the page has `0.term` and, for a number, `0.number`."""

import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from procedures.admin.builder.row_form import RowForm
from procedures.builder.references import Reference
from procedures.builder.sentences import Known, formula_words, operations
from procedures.builder.terms import Term, Terms, from_terms, to_terms
from procedures.eforms.formulas import FOLDS, Formula
from procedures.eforms.kinds import Kind

_NUMBERS = {Kind.NUMBER, Kind.MONEY, Kind.CALCULATION}
_WHOLE = re.compile(r"^-?\d{1,12}$")


@dataclass
class DraftTerm:
    """`code` is how the page names a term: `value`, `field:land`, `sum_of:members.capital`."""

    code: str
    label: str
    place: str = ""
    number: str = ""
    error: str = ""

    def read(self) -> Term | None:
        """The term as it is stored; None with `error` set when a number is none."""
        kind, _colon, of = self.code.partition(":")
        if kind == "value":
            written = self.number.replace(".", "").replace(" ", "")
            if not _WHOLE.match(written):
                self.error = _("Write a whole number.")
                return None
            return Term("value", number=int(written))
        if kind == "sum_of":
            rows, _dot, column = of.partition(".")
            return Term("sum_of", rows, column)
        return Term(kind, of)


class FormulaForm(RowForm):
    row_name = anchor = "term"
    how_name, hows, usual, usual_in_brackets = "operation", FOLDS, "sum", "sum"
    together = Terms

    def __init__(
        self,
        formula: Formula | None,
        offered: list[Reference],
        known: Known,
        data: QueryDict | None = None,
    ):
        self.offered, self.known = _choices(offered), known
        super().__init__(to_terms(formula), data)

    @property
    def operations(self) -> list[tuple[str, str]]:
        return operations()

    def formula(self) -> Formula | None:
        return from_terms(self.built)

    def sentence(self) -> str:
        return formula_words(from_terms(self.read(quiet=True)), self.known)

    def made(self, name: str) -> DraftTerm | None:
        label = dict(self.offered).get(name)
        return None if label is None else DraftTerm(name, label)

    def take(self, row: DraftTerm, data: QueryDict) -> None:
        row.number = data.get(f"{row.place}.number", "")[:20]

    def draft(self, stored: Term) -> DraftTerm:
        of = f"{stored.of}.{stored.column}" if stored.column else stored.of
        code = f"{stored.kind}:{of}" if of else stored.kind
        return DraftTerm(code, dict(self.offered).get(code, of), number=str(stored.number))


def _choices(offered: list[Reference]) -> list[tuple[str, str]]:
    """Everything that has a number in it, in words."""
    found = [("value", _("a number"))]
    for each in offered:
        label = {"label": each.label}
        if each.kind in _NUMBERS:
            found.append((f"field:{each.path}", each.label))
        elif each.kind is Kind.DATE:
            words = _("whole years since “%(label)s”") % label
            found.append((f"years_since:{each.path}", words))
        elif each.columns or each.kind in (Kind.GROUP, Kind.TABLE):
            found.append((f"count:{each.path}", _("number of “%(label)s”") % label))
            found += [
                (
                    f"sum_of:{each.path}.{column.path}",
                    _("sum of “%(column)s” of all “%(label)s”")
                    % (label | {"column": column.label}),
                )
                for column in each.columns
                if column.kind in _NUMBERS
            ]
    return found
