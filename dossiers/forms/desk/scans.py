"""The single pages of a paper that was scanned: in which order, turned how."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.rules.typing import MOST_FILES
from dossiers.selectors.counter.intake import Line
from dossiers.services.attach_paper import Page

TURNS = [
    (0, _("as it is")),
    (90, _("a quarter to the right")),
    (180, _("upside down")),
    (270, _("a quarter to the left")),
]


class PagesForm(forms.Form):
    """A place and a turn for every photograph of one paper; pages of one place keep their order."""

    def __init__(self, data=None, *, line: Line):
        super().__init__(data)
        self.rows = line.photographs
        for place, row in enumerate(self.rows, start=1):
            name = {"name": row.file.name}
            self.fields[f"page-{row.pk}-place"] = forms.IntegerField(
                label=_("Page number of %(name)s") % name,
                initial=place,
                required=False,
                min_value=1,
                max_value=MOST_FILES,
            )
            self.fields[f"page-{row.pk}-out"] = forms.BooleanField(
                label=_("Leave %(name)s out") % name, required=False
            )
            self.fields[f"page-{row.pk}-turn"] = forms.TypedChoiceField(
                label=_("Turn %(name)s") % name,
                choices=TURNS,
                coerce=int,
                empty_value=0,
                required=False,
            )

    @property
    def is_arranged(self) -> bool:
        """Whether somebody has moved, turned or left out a page that was shown."""
        return any(name in self.data for name in self.changed_data)

    def left_out(self) -> list[int]:
        """Ids of the rows that are not to be kept."""
        return [row.pk for row in self.rows if self.cleaned_data[f"page-{row.pk}-out"]]

    def pages(self) -> list[Page]:
        """The pages in the order that was asked for; those that came in just now are the last."""
        data, gone = self.cleaned_data, self.left_out()
        last = len(self.rows) + MOST_FILES
        rows = sorted(self.rows, key=lambda row: data[f"page-{row.pk}-place"] or last)
        pages = [Page(row.pk, data[f"page-{row.pk}-turn"] or 0) for row in rows]
        return [page for page in pages if page.row_id not in gone]

    def shown(self) -> list[dict[str, Any]]:
        """For the page: each photograph with its fields."""
        parts = ("place", "turn", "out")
        return [
            {"file": row.file} | {part: self[f"page-{row.pk}-{part}"] for part in parts}
            for row in self.rows
        ]
