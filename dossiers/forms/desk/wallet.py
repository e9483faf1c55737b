"""Using what the portal holds instead of asking for it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm
from dossiers.selectors.wallet.held import GROUNDS, Held, held_for
from portal.pages.templatetags.ui import date_short
from procedures.models import Paper


class AttachHeldForm(DeskForm):
    paper = forms.TypedChoiceField(
        label=_("Paper that is held"),
        help_text=_("It is put into the dossier with its fingerprint. The applicant is told."),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def prepare(self):
        held = held_for(self.dossier, timezone.localdate())
        papers = Paper.objects.in_bulk(held)
        self.fields["paper"].choices = [
            (pk, f"{papers[pk].title}: {where_held(found)}") for pk, found in held.items()
        ]


def where_held(held: Held) -> str:
    """Where it lies, by what right it is used, and until when it is valid."""
    words = f"{held.reference}, {GROUNDS[held.ground]}"
    if held.kept is None or held.kept.valid_until is None:
        return words
    facts = {"where": words, "day": date_short(held.kept.valid_until)}
    return _("%(where)s, valid until %(day)s") % facts
