"""Terms of a calculation as they stand on a page; the twin of `condition_form`."""

import re
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from procedures.builder.references import Reference
from procedures.builder.sentences import Known, formula_words, operations
from procedures.builder.terms import Term, Terms, from_terms, to_terms
from procedures.eforms.formulas import FOLDS, Formula
from procedures.eforms.kinds import Kind

MOST_TERMS = 20
_NUMBERS = {Kind.NUMBER, Kind.MONEY, Kind.CALCULATION}
_PLACE = re.compile(r"^(\d{1,2})(?:\.(\d{1,2}))?$")
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


@dataclass
class DraftTerms:
    """A calculation in brackets."""

    place: str = ""
    operation: str = "sum"
    terms: list[DraftTerm] = field(default_factory=list)


class FormulaForm:
    """Shows and reads the terms; `lost` says that the stored calculation has none."""

    def __init__(
        self,
        formula: Formula | None,
        offered: list[Reference],
        known: Known,
        data: QueryDict | None = None,
    ):
        self.known, self.data = known, data
        self.offered = _choices(offered)
        self.errors: list[tuple[str, str]] = []
        terms = to_terms(formula)
        self.lost = terms is None
        self.operation = terms.operation if terms else "sum"
        self.items = self._drafts(terms) if terms and data is None else []
        if data is not None:
            self._receive(data)
        self._number()

    @property
    def operations(self) -> list[tuple[str, str]]:
        return operations()

    @property
    def full(self) -> bool:
        return self._count() >= MOST_TERMS

    def act(self) -> bool:
        """Does what the button asks; True when it was the one that saves."""
        action, _colon, place = self.data.get("action", "").partition(":")
        if action == "save":
            return True
        if action == "add" and not self.full:
            self._add(place)
        elif action == "set" and not self.full:
            self.items.append(DraftTerms())
        elif action == "remove":
            self._remove(place)
        self._number()
        return False

    def is_valid(self) -> bool:
        self._built = Terms(self.operation, tuple(self._terms()))
        return not self.errors

    def formula(self) -> Formula | None:
        return from_terms(self._built)

    def sentence(self) -> str:
        built = from_terms(Terms(self.operation, tuple(self._terms(quiet=True))))
        return formula_words(built, self.known)

    def _terms(self, quiet: bool = False) -> list[Term | Terms]:
        built: list[Term | Terms] = []
        for item in self.items:
            if isinstance(item, DraftTerms):
                inner = [made for term in item.terms if (made := self._term(term, quiet))]
                built.append(Terms(item.operation, tuple(inner)))
            elif made := self._term(item, quiet):
                built.append(made)
        return built

    def _term(self, term: DraftTerm, quiet: bool) -> Term | None:
        made, error = term.read(), term.error
        if quiet:
            term.error = ""
        elif error:
            self.errors.append((f"term-{term.place}", f"{term.label}: {error}"))
        return made

    def _receive(self, data: QueryDict) -> None:
        self.operation = _operation(data.get("operation"))
        names = [name.rpartition(".")[0] for name in data if name.endswith((".term", ".set"))]
        places = sorted(
            {_PLACE.match(name).groups() for name in names if _PLACE.match(name)}, key=_order
        )
        sets: dict[str, DraftTerms] = {}
        for outer, inner in places[: MOST_TERMS * 2]:
            if inner is not None and outer in sets:
                self._receive_term(data, f"{outer}.{inner}", sets[outer].terms)
            elif inner is None and f"{outer}.set" in data:
                sets[outer] = DraftTerms(operation=_operation(data.get(f"{outer}.operation")))
                self.items.append(sets[outer])
            elif inner is None:
                self._receive_term(data, outer, self.items)

    def _receive_term(self, data: QueryDict, place: str, terms: list) -> None:
        made = self._made(data.get(f"{place}.term", ""))
        if made is not None and self._count() < MOST_TERMS:
            made.place, made.number = place, data.get(f"{place}.number", "")[:20]
            terms.append(made)

    def _add(self, place: str) -> None:
        terms: list = self.items
        if place:
            found = next((each for each in self.items if each.place == place), None)
            terms = found.terms if isinstance(found, DraftTerms) else []
        made = self._made(self.data.get(f"{place}.new" if place else "new", ""))
        if made is not None:
            terms.append(made)

    def _remove(self, place: str) -> None:
        self.items = [each for each in self.items if each.place != place]
        for each in self.items:
            if isinstance(each, DraftTerms):
                each.terms = [term for term in each.terms if term.place != place]

    def _made(self, code: str) -> DraftTerm | None:
        label = dict(self.offered).get(code)
        return None if label is None else DraftTerm(code, label)

    def _count(self) -> int:
        return sum(
            len(each.terms) + 1 if isinstance(each, DraftTerms) else 1 for each in self.items
        )

    def _number(self) -> None:
        for index, item in enumerate(self.items):
            item.place = str(index)
            for inner, term in enumerate(item.terms if isinstance(item, DraftTerms) else ()):
                term.place = f"{index}.{inner}"

    def _drafts(self, terms: Terms) -> list[DraftTerm | DraftTerms]:
        return [
            DraftTerms(operation=item.operation, terms=[self._draft(each) for each in item.items])
            if isinstance(item, Terms)
            else self._draft(item)
            for item in terms.items
        ]

    def _draft(self, term: Term) -> DraftTerm:
        of = f"{term.of}.{term.column}" if term.column else term.of
        code = f"{term.kind}:{of}" if of else term.kind
        return DraftTerm(code, dict(self.offered).get(code, of), number=str(term.number))


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


def _operation(name: str | None) -> str:
    return name if name in FOLDS else "sum"


def _order(place: tuple[str, str | None]) -> tuple[int, int]:
    return int(place[0]), -1 if place[1] is None else int(place[1])
