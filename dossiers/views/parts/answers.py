from functools import partial

from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from dossiers.rules.lookup import Item
from dossiers.selectors.desk import answers_in_words
from dossiers.selectors.files import files_of, with_files
from portal.documents.links import link

ITEM = Item.ANSWERS
TITLE = _("Your answers")


def part(dossier: Dossier, user) -> dict | None:
    sections = with_files(answers_in_words(dossier), files_of(dossier), partial(link, user=user))
    return {"sections": sections} if sections else None
