"""What stands around every page of a version: its state, its outline, what can be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from procedures.builder.kinds import WORDS
from procedures.eforms.definition import Section
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.models import EFormVersion

ICONS = {
    Kind.PERSON: "person",
    Kind.ORGANISATION: "shop",
    Kind.DATE: "calendar",
    Kind.MONTH: "calendar",
    Kind.PHONE: "phone",
    Kind.EMAIL: "mail",
    Kind.ADDRESS: "home",
    Kind.FILE: "upload",
    Kind.STATEMENT: "ok",
    Kind.GROUP: "family",
    Kind.TABLE: "menu",
    Kind.HEADING: "info",
}


@dataclass
class Line:
    """One question of the outline; `marks` are short words such as "required"."""

    path: str
    label: str
    kind: str | Promise
    icon: str
    marks: list[str | Promise]
    current: bool
    first: bool = False
    last: bool = False
    holds: bool = False
    lines: list["Line"] = field(default_factory=list)


@dataclass
class Part:
    """One section of the outline."""

    section: Section
    lines: list[Line]
    current: bool
    first: bool
    last: bool

    @property
    def place(self) -> str:
        """Where a new question goes, as its address names it."""
        return f"section:{self.section.key}"


def around(version: EFormVersion, here: str = "") -> dict[str, Any]:
    """`here` is the path of the question, `section:<key>`, or the name of the tab."""
    return {
        "version": version,
        "form_name": version.form.name,
        "parts": outline(version, here),
        "tabs": _tabs(version, here),
    }


def _tabs(version: EFormVersion, here: str) -> list[dict[str, Any]]:
    """The views of one version; pages of a question belong to the first."""
    names = {
        "outline": _("Questions"),
        "preview": _("Try it out"),
        "trials": _("Test data"),
        "gate": _("Ready to publish?"),
        "difference": _("What this version changes"),
    }
    args = [version.form.key, version.number]
    current = here if here in names else "outline"
    return [
        {"label": label, "url": reverse(f"eforms:{name}", args=args), "current": name == current}
        for name, label in names.items()
    ]


def outline(version: EFormVersion, here: str = "") -> list[Part]:
    sections = version.definition.sections
    return [
        Part(
            section,
            list(_lines(section.fields, "", here)),
            here == f"section:{section.key}",
            section is sections[0],
            section is sections[-1],
        )
        for section in sections
    ]


def _lines(items: tuple[Field, ...], above: str, here: str) -> Iterator[Line]:
    for item in items:
        path = f"{above}{item.key}"
        yield Line(
            path=path,
            label=str(item.label) or item.key,
            kind=WORDS[item.kind].name,
            icon=ICONS.get(item.kind, "edit"),
            marks=list(_marks(item)),
            current=path == here,
            first=item is items[0],
            last=item is items[-1],
            holds=item.repeats,
            lines=list(_lines(item.fields, f"{path}.", here)),
        )


def _marks(item: Field) -> Iterator[str | Promise]:
    if item.required:
        yield _("required")
    elif item.required_if:
        yield _("required in some cases")
    if item.show_if:
        yield _("asked in some cases")
    if item.prefill:
        yield _("filled in by the portal")
