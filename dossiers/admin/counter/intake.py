"""One dossier on the counter, on one page: its questions in short, its papers, the answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.admin.counter.doors import counter_view, with_intake
from dossiers.admin.counter.held import use_held
from dossiers.admin.counter.scans import JOIN, keep_scans, pages_shown
from dossiers.admin.counter.sheets import FRAMES, printable, shown
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.counter import USE_HELD, ChecksForm, ReasonForm, SettleForm
from dossiers.models import Intake, SupplementItem
from dossiers.selectors.counter.intake import (
    in_short,
    lines_of,
    missing_items,
    missing_papers,
    offering_of,
)
from dossiers.selectors.drafts import circumstances_of, evaluation_of, places_for
from dossiers.selectors.files import files_of
from dossiers.selectors.typed import showable
from dossiers.selectors.wallet.held import held_at
from dossiers.services.answer_file import answer_file, remove_answer_file
from dossiers.services.attach_paper import detach_paper
from dossiers.services.counter.guide import guide
from dossiers.services.counter.intake import look_at_papers, put_aside, settle
from dossiers.services.counter.receive import (
    accept_at_counter,
    ask_at_counter,
    refuse_at_counter,
)
from dossiers.services.save_draft import Saved, save_draft
from dossiers.views.doors import count_uploads, is_row
from dossiers.words.wallet import verified
from portal.agencies.selectors import divisions_of
from portal.audit.purposes import Purpose as Looking
from portal.audit.services import looked
from portal.documents import storage
from portal.documents.errors import UploadRefused
from portal.documents.links import link
from portal.documents.selectors import allowance, issued_for
from portal.documents.workflow import Purpose
from portal.kernel.numbers import whole_number
from procedures.eforms.django_form import REFRESH, SectionForm

ACCEPT, ASK, REFUSE, GUIDE = "accept", "ask", "refuse", "guide"
SAVE, ASIDE = "save", "aside"
ANSWERS = (ACCEPT, ASK, REFUSE, GUIDE)


@dataclass
class Desk:
    """Everything the page asks, bound to what was posted if anything was."""

    sections: list[SectionForm]
    checks: ChecksForm
    settle: SettleForm
    reason: ReasonForm

    @property
    def forms(self) -> list[forms.Form]:
        return [*self.sections, self.checks, self.settle, self.reason]

    def errors(self) -> list[tuple[str, str]]:
        """All that must be mended, with the place of each."""
        links = [pair for form in self.sections for pair in form.error_links()]
        for form in (self.checks, self.settle, self.reason):
            for name, messages_ in form.errors.items():
                field = form.fields.get(name)
                label = f"{field.label}: " if field else ""
                links += [(f"id_{name}" if field else "main", f"{label}{m}") for m in messages_]
        return links


@csp_update(FRAMES)
@counter_view
@with_intake
def intake(request: HttpRequest, intake: Intake) -> HttpResponse:
    """Whatever is typed is kept with every press; only a right dossier is accepted."""
    if request.method != "POST":
        return _page(request, intake, _desk(request, intake))
    action = request.POST.get("action", SAVE)
    if action == ASIDE:
        put_aside(intake=intake, by=request.user)
        messages.info(request, _("Taken off the counter. The person keeps the draft."))
        return redirect("counter:visit", intake.visit.public_id)
    count_uploads(request)
    saved = _keep(request, intake, action)
    desk = _desk(request, intake, action)
    checks_right = _keep_checks(request, intake, desk, action)
    _tell(desk, saved)
    if checks_right and action.startswith(USE_HELD):
        checks_right = use_held(request, intake, desk.checks, action)
    if action not in ANSWERS:
        return _after_save(request, intake, desk, action, saved.ok and checks_right)
    if not (saved.ok and checks_right and desk.settle.is_valid()):
        return _page(request, intake, desk)
    return _answer(request, intake, desk, action)


def _keep(request: HttpRequest, intake: Intake, action: str) -> Saved:
    """Answers and files, as for a person at home; the draft is locked for its owner's windows."""
    draft = intake.draft
    saved = save_draft(
        draft=draft,
        by=draft.owner,
        data=request.POST,
        seen=whole_number(request.POST.get("seen")),
        action=action if action.startswith(("add:", "remove:")) else "",
    )
    for path, upload in request.FILES.items():
        if not path.startswith("paper-"):
            _answer_file(saved, draft, path, upload)
    if action.startswith("detach:"):
        path = action.removeprefix("detach:")
        saved.draft = remove_answer_file(draft=saved.draft, by=draft.owner, path=path)
    if action.startswith("drop:") and is_row(action.removeprefix("drop:")):
        detach_paper(draft=draft, by=draft.owner, row_id=int(action.removeprefix("drop:")))
    draft.answers, draft.version = saved.draft.answers, saved.draft.version
    return saved


def _answer_file(saved: Saved, draft, path: str, upload) -> None:
    try:
        saved.draft = answer_file(draft=saved.draft, by=draft.owner, path=path, upload=upload)
    except (UploadRefused, Invalid) as refused:
        saved.refused[path] = str(refused)


def _keep_checks(request: HttpRequest, intake: Intake, desk: Desk, action: str) -> bool:
    """Scans first, then what was found of each paper; False when something must be mended."""
    keep_scans(request, intake, desk.checks, asked=action, all_of_them=action in ANSWERS)
    if not desk.checks.is_valid():
        return False
    look_at_papers(intake=intake, by=request.user, findings=desk.checks.findings())
    if desk.settle.is_valid():
        facts = desk.settle.cleaned_data
        settle(
            intake=intake,
            by=request.user,
            sets=facts["sets"],
            receipt_wanted=facts["receipt_wanted"],
            return_way=facts["return_way"],
        )
    return True


def _tell(desk: Desk, saved: Saved) -> None:
    for path, words in saved.refused.items():
        for form in desk.sections:
            if path in form.fields:
                form.add_error(path, words)


def _after_save(
    request: HttpRequest, intake: Intake, desk: Desk, action: str, right: bool
) -> HttpResponse:
    if not right and action.startswith((SAVE, JOIN, USE_HELD)):
        return _page(request, intake, desk)
    if action == SAVE:
        messages.success(request, _("Saved."))
    anchor = ""
    if action.startswith(("add:", "remove:")):
        group = action.partition(":")[2].removesuffix("." + action.rpartition(".")[2])
        anchor = f"#block-{group.replace('.', '-')}"
    return redirect(f"{request.path}{_query(request)}{anchor}")


def _query(request: HttpRequest) -> str:
    return "?du=1" if "du" in request.GET else ""


def _answer(request: HttpRequest, intake: Intake, desk: Desk, action: str) -> HttpResponse:
    said = desk.reason.given()
    try:
        if action == ACCEPT:
            unit = desk.settle.cleaned_data["unit"]
            accept_at_counter(intake=intake, by=request.user, unit=unit)
        elif action == ASK:
            items = missing_items(intake, timezone.localdate())
            items = _all_the_same(items, said)
            ask_at_counter(intake=intake, by=request.user, items=items, reason=said["reason"])
        elif action == REFUSE:
            refuse_at_counter(intake=intake, by=request.user, reason=said["reason"])
        else:
            given = guide(
                intake=intake,
                by=request.user,
                actor=request.actor,
                items=_all_the_same(missing_papers(intake), said),
                reason=said["reason"],
            )
            messages.success(request, _("The guidance slip is ready. Nothing was received."))
            return redirect(f"{request.path}?phieu={given.code}")
    except Invalid as invalid:
        _spread(desk, invalid.errors)
        return _page(request, intake, desk)
    except DossierError as refused:
        messages.error(request, refused.message)
        return _page(request, intake, desk)
    return redirect("counter:done", intake.public_id)


def _all_the_same(items: list[SupplementItem], said: dict[str, str]) -> list[SupplementItem]:
    """With what the clerk says of papers that are asked for although they are held."""
    for item in items:
        item.held_but, item.held_words = said["held_but"], said["held_words"]
    return items


def _spread(desk: Desk, errors: dict[str, Any]) -> None:
    """Each error beside its field; answers already say what is wrong with them."""
    shown = {path for form in desk.sections for path in form.errors}
    for name, words in errors.items():
        if name in desk.checks.fields:
            desk.checks.add_error(name, words)
        elif name in desk.reason.fields:
            desk.reason.add_error(name, words)
        elif name not in shown:
            desk.settle.add_error(None, words)


def _desk(request: HttpRequest, intake: Intake, action: str = "") -> Desk:
    today, draft = timezone.localdate(), intake.draft
    posted = request.method == "POST"
    data = request.POST if posted else None
    judged = posted and action in (*ANSWERS, SAVE)
    lines = lines_of(intake)
    offering = offering_of(draft, intake.visit, today)
    initial = {
        "unit": (offering and offering.division_id) or draft.agency_id,
        "return_way": draft.return_way,
        "sets": intake.sets,
        "receipt_wanted": intake.receipt_wanted,
    }
    units = divisions_of(draft.agency).exclude(pk=offering.desk_id if offering else None)
    accept = allowance(Purpose.DOSSIER_PAPER).accept
    return Desk(
        _sections(request, draft, today, judged and action != SAVE),
        ChecksForm(
            data,
            request.FILES if posted else None,
            lines=lines,
            accept=accept,
            held=held_at(intake, today),
        ),
        SettleForm(data, units=units, initial=initial),
        ReasonForm(data),
    )


def _sections(request: HttpRequest, draft, today: date, judged: bool) -> list[SectionForm]:
    if draft.form_version is None:
        return []
    definition = draft.form_version.definition
    files = {
        key: link(file, request.user, actor=request.actor) for key, file in files_of(draft).items()
    }
    return [
        SectionForm(
            definition,
            key,
            answers=draft.answers,
            today=today,
            data=showable(request.POST, "next") if judged else None,
            circumstances=circumstances_of(draft),
            places=places_for(draft, today),
            files=files,
        )
        for key in evaluation_of(draft, today).sections
    ]


def _page(request: HttpRequest, intake: Intake, desk: Desk) -> HttpResponse:
    in_full = "du" in request.GET
    sections = [
        {"form": form, "blocks": form.blocks() if in_full else in_short(form.blocks())}
        for form in desk.sections
    ]
    errors = desk.errors()
    context = {
        **request.desk,
        "intake": intake,
        "draft": intake.draft,
        "sections": [each for each in sections if each["blocks"]],
        "desk": desk,
        "papers": [_with_files(request, row) for row in desk.checks.rows()],
        "slips": issued_for(intake),
        "errors": errors,
        "in_full": in_full,
        "refresh": REFRESH,
    }
    return render(request, "dossiers/counter/intake.html", context, status=422 if errors else 200)


def _with_files(request: HttpRequest, row: dict[str, Any]) -> dict[str, Any]:
    files = [
        {
            "name": each.file.name,
            "size": each.file.size,
            "url": link(each.file, request.user, actor=request.actor),
            "verified": verified(each),
            "remove": f"drop:{each.pk}",
        }
        for each in row["line"].files
        if each not in row["line"].photographs
    ]
    return row | {"files": files, "pages": pages_shown(request, row["line"])}


@printable
@counter_view
@with_intake
def slip(request: HttpRequest, intake: Intake, code: str) -> HttpResponseBase:
    """A guidance slip once more, as it was given."""
    found = issued_for(intake).filter(code=code).first()
    if found is None:
        raise Http404
    looked(request.actor, found, intake.draft.owner_id, Looking.PROCESSING)
    return shown(storage.open_key(found.file.key), found.file.name)
