"""The answers of a draft or a dossier on paper (32/2017/TT-BTTTT, Điều 8(4))."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from dossiers.models import Dossier, Draft
from dossiers.selectors.drafts import evaluation_of
from procedures.printing import Sheet, filled_sheet
from procedures.selectors.blanks import form_symbol


def sheet_of_draft(draft: Draft, on: date) -> Sheet:
    """What was entered so far, right or wrong, with room for what is missing."""
    with override("vi"):
        printed = _("Not sent yet. Printed on %(day)s.") % {"day": f"{on:%d/%m/%Y}"}
    return filled_sheet(
        draft.form_version.definition,
        evaluation_of(draft, on),
        typed=draft.answers,
        symbol=form_symbol(draft.revision),
        to=str(draft.agency),
        notes=(printed,),
        signer=draft.owner.full_name,
        scan=settings.BASE_URL + reverse("dossiers:draft", args=[draft.public_id]),
    )


def sheet_of_dossier(dossier: Dossier) -> Sheet:
    """The answers as they stand in the dossier, read by the rules they were sent under."""
    sent = timezone.localtime(dossier.submitted_at)
    with override("vi"):
        facts = {"number": dossier.reference, "at": f"{sent:%H:%M %d/%m/%Y}"}
        how = _("Dossier %(number)s, sent online at %(at)s.") % facts
        signed_on = _("Sent online on %(day)s") % {"day": f"{sent:%d/%m/%Y}"}
    return filled_sheet(
        dossier.form_version.definition,
        evaluation_of(dossier, dossier.rules_day),
        symbol=form_symbol(dossier.revision),
        to=str(dossier.agency),
        notes=(how,),
        signer=(dossier.filed_by or dossier.owner).full_name,
        signed_on=signed_on,
        scan=dossier.reference,
    )
