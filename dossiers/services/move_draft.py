"""Taking a draft over to the rules now in force."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Draft
from dossiers.selectors.filing import online_cases, online_channel, why_not_online
from procedures.selectors import papers_of

CASE_GONE = _("Your situation no longer exists under the new rules. Begin a new dossier.")


def move_draft(*, draft: Draft, by, at: datetime | None = None) -> Draft:
    """Pin the draft to the revision in force. Answers and papers are carried over by their keys.

    An answer the new form does not ask for stays in the draft and is not sent. Raises `Invalid`
    when the procedure or the situation can no longer be filed online.
    """
    day = timezone.localdate(at or timezone.now())
    with transaction.atomic():
        locked = (
            Draft.objects.select_for_update(of=("self",))
            .select_related("revision__procedure__current", "case")
            .get(pk=draft.pk, owner=by)
        )
        procedure = locked.revision.procedure
        refusal = why_not_online(procedure, day)
        if refusal is not None:
            raise Invalid({"revision": refusal})
        revision = procedure.current
        cases = {case.key: case for case in online_cases(revision)}
        case = cases.get(locked.case.key) if locked.case else None
        if (cases or locked.case) and case is None:
            raise Invalid({"revision": CASE_GONE})
        locked.revision, locked.case, locked.form_version = revision, case, revision.form
        locked.channel = online_channel(revision, case)
        locked.version += 1
        locked.save()
        _carry_papers(locked)
    return locked


def _carry_papers(draft: Draft) -> None:
    by_key = {paper.key: paper for paper in papers_of(draft.revision, draft.case)}
    for row in draft.papers.select_related("paper"):
        successor = by_key.get(row.paper.key)
        if successor is None:
            row.delete()
        else:
            row.paper = successor
            row.save(update_fields=["paper"])
