"""States of a translation. What readers see is reviewed; a draft beside it changes nothing yet."""

from enum import StrEnum

from django.utils.translation import pgettext_lazy


class State(StrEnum):
    DRAFT = "DRAFT"
    REVIEWED = "REVIEWED"


LABELS = {
    State.DRAFT: pgettext_lazy("state of a translation", "Draft"),
    State.REVIEWED: pgettext_lazy("state of a translation", "Reviewed"),
}
