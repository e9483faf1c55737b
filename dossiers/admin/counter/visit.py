"""One person at the counter: which dossiers he brings, for whom, and the next person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.admin.counter.doors import counter_view, with_visit
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.counter import DelegateForm
from dossiers.models import Authority, Draft, Visit
from dossiers.selectors.acting import organisations_for
from dossiers.selectors.counter.offers import (
    cases_for,
    favourites,
    found,
    receivable,
)
from dossiers.services.counter.intake import adopt_draft, begin_intake
from dossiers.services.counter.visit import choose_organisation, close_visit, name_delegate
from dossiers.views.doors import is_row
from portal.accounts.selectors import address_of
from portal.documents.errors import UploadRefused
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from portal.messaging.masks import masked
from procedures.models import Offering

DRAFTS = 5


@counter_view
@with_visit
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/quan-tri/tiep-nhan/khach/<id>/`: a procedure by one key, its code or a few letters."""
    action, _colon, named = request.POST.get("action", "").partition(":")
    form = DelegateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and action in ACTIONS:
        try:
            answer = ACTIONS[action](request, visit, named, form)
        except Invalid as invalid:
            answer = None
            for words in invalid.errors.values():
                messages.error(request, words)
        except DossierError as refused:
            answer = None
            messages.error(request, refused.message)
        if answer is not None:
            return answer
    if action != "delegate":
        form = DelegateForm()
    return _page(request, visit, form)


def _page(request: HttpRequest, visit: Visit, form: DelegateForm) -> HttpResponse:
    today, words = timezone.localdate(), request.GET.get("q", "")[:100]
    offerings = receivable(visit.desk, visit.way, today)
    context = {
        **request.desk,
        "visit": visit,
        "person": visit.person,
        "proven": hasattr(visit.person, "proven_identity"),
        "facts": _facts(visit),
        "words": words,
        "found": _choices(found(offerings, words), visit) if words else [],
        "favourites": _choices(favourites(request.user, offerings), visit),
        "keyed": not words,
        "intakes": visit.intakes.select_related("dossier", "procedure__current", "draft").order_by(
            "pk"
        ),
        "drafts": _drafts(visit, offerings),
        "organisations": organisations_for(visit.person, today),
        "authority": Authority.objects.filter(visit=visit).first(),
        "form": form,
        "keys": [
            ("1 … 9", _("take in this procedure")),
            ("/", _("find a procedure")),
            ("x", _("next person")),
        ],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "dossiers/counter/visit.html", context, status=status)


def _facts(visit: Visit) -> list[dict[str, Any]]:
    person = visit.person
    rows = [
        (_("Brought by"), visit.get_way_display()),
        (_("Partner"), visit.partner),
        (_("Covering letter"), visit.letter_number),
        (_("Of"), visit.letter_date),
        (_("Phone number"), masked(person.phone)),
        (_("E-mail"), masked(person.email)),
        (_("Address"), address_of(person)),
        (_("Organisation"), str(visit.organisation or "")),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _choices(offerings: list[Offering], visit: Visit) -> list[dict[str, Any]]:
    """A button for each procedure, or for each of its situations."""
    rows = []
    for offering in sorted(offerings, key=lambda each: each.desk_id != visit.desk_id):
        revision = offering.procedure.current
        away = offering.agency.name if offering.desk_id != visit.desk_id else ""
        name = revision.everyday_name or revision.name
        base = {"code": offering.procedure.code, "name": name, "away": away}
        cases = cases_for(offering, visit.way)
        rows += [
            base | {"value": f"begin:{offering.pk}.{case.pk}", "case": str(case)} for case in cases
        ] or [base | {"value": f"begin:{offering.pk}", "case": ""}]
    return [row | {"key": str(place)} for place, row in enumerate(rows, 1)]


def _drafts(visit: Visit, offerings) -> list[Draft]:
    """What the person has begun online and this desk could go on with."""
    rows = Draft.objects.filter(owner=visit.person, intake=None, version__gt=0)
    rows = rows.filter(revision__procedure__in=offerings.values("procedure"))
    return list(rows.select_related("revision").order_by("-saved_at")[:DRAFTS])


def _begin(request: HttpRequest, visit: Visit, named: str, form: Any) -> HttpResponse | None:
    offering_id, _dot, case_id = named.partition(".")
    rows = receivable(visit.desk, visit.way, timezone.localdate())
    offering = rows.filter(pk=int(offering_id)).first() if is_row(offering_id) else None
    if offering is None:
        messages.error(request, _("This desk does not take the procedure today."))
        return None
    cases = cases_for(offering, visit.way)
    case = next((case for case in cases if str(case.pk) == case_id), None)
    if cases and case is None:
        messages.error(request, _("Choose the situation that applies."))
        return None
    intake = begin_intake(
        visit=visit, by=request.user, actor=request.actor, offering=offering, case=case
    )
    return redirect("counter:intake", intake.public_id)


def _adopt(request: HttpRequest, visit: Visit, named: str, form: Any) -> HttpResponse | None:
    offerings = receivable(visit.desk, visit.way, timezone.localdate())
    draft = next((row for row in _drafts(visit, offerings) if str(row.public_id) == named), None)
    offering = (
        draft
        and offerings.filter(procedure=draft.revision.procedure_id, agency=draft.agency_id).first()
    )
    if offering is None:
        messages.error(request, _("This desk does not take the procedure of the draft."))
        return None
    intake = adopt_draft(
        visit=visit, by=request.user, actor=request.actor, draft=draft, offering=offering
    )
    return redirect("counter:intake", intake.public_id)


def _organisation(request: HttpRequest, visit: Visit, named: str, form: Any) -> HttpResponse:
    rows = organisations_for(visit.person, timezone.localdate())
    chosen = rows.filter(pk=int(named)).first() if is_row(named) else None
    choose_organisation(visit=visit, organisation=chosen, by=request.user)
    return redirect("counter:visit", visit.public_id)


def _delegate(
    request: HttpRequest, visit: Visit, named: str, form: DelegateForm
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    facts = dict(form.cleaned_data)
    upload = facts.pop("file")
    try:
        if upload:
            purpose = Purpose.DOSSIER_PAPER
            facts["file"] = store_upload(upload, visit.person, purpose, by=request.actor)
        name_delegate(visit=visit, by=request.user, actor=request.actor, **facts)
    except UploadRefused as refused:
        form.add_error("file", str(refused))
        return None
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field, words)
        return None
    return redirect("counter:visit", visit.public_id)


def _close(request: HttpRequest, visit: Visit, named: str, form: Any) -> HttpResponse:
    close_visit(visit=visit, by=request.user)
    return redirect("counter:home")


ACTIONS = {
    "begin": _begin,
    "adopt": _adopt,
    "organisation": _organisation,
    "delegate": _delegate,
    "close": _close,
}
