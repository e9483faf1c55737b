"""What a post lets its holder do. A role counts only at the post's agency and its own units."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    DESK = "DESK", _("one-stop desk")
    OFFICER = "OFFICER", _("handling officer")
    LEADER = "LEADER", _("deciding leader")
    AUDITOR = "AUDITOR", _("auditor")
    ADMIN = "ADMIN", _("administrator")
    CONTRIBUTOR = "CONTRIBUTOR", _("contributor of texts")
    EDITOR = "EDITOR", _("editor")
    SECRETARY = "SECRETARY", _("secretary of the board")
    APPROVER = "APPROVER", _("last approver")
    COORDINATOR = "COORDINATOR", _("coordinator of answers")


# These write what the public reads.
EDITORS = frozenset({Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMIN})

# These watch over everything below their agency, not only over its own units.
OVERSIGHT = frozenset({Role.AUDITOR, Role.ADMIN, Role.COORDINATOR})
