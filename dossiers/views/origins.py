"""Beside an answer that was filled in from an earlier dossier: which one, and of when."""

from django.utils.translation import gettext as _

from dossiers.models import Dossier, Draft
from dossiers.selectors.answers import touched
from portal.pages.templatetags.ui import date_short
from procedures.eforms.django_form import SectionForm


def tell_origins(form: SectionForm, draft: Draft) -> None:
    """Say it beside each question of the section whose answer nobody has changed since."""
    shown = {
        path: pk
        for path, pk in draft.origins.items()
        if path in form.fields and not touched(draft.saved_in, path)
    }
    dossiers = Dossier.objects.in_bulk(set(shown.values())) if shown else {}
    for path, pk in shown.items():
        if pk in dossiers:
            bound = form[path]
            bound.help_text = f"{bound.help_text} {_words(dossiers[pk])}".strip()


def _words(dossier: Dossier) -> str:
    facts = {"reference": dossier.reference, "day": date_short(dossier.submitted_at)}
    return _("From your dossier %(reference)s of %(day)s; change it if it is no longer so.") % facts
