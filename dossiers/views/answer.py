"""Answering a request for more: only what was asked for is open, its reason beside it."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.errors import Conflict, Invalid
from dossiers.forms.citizen import AnswerForm, CorrectionField
from dossiers.forms.filing import FilesField
from dossiers.models import Dossier, Supplement, SupplementItem
from dossiers.models.mandate import Power
from dossiers.rules.lookup import Item
from dossiers.selectors.citizen import open_supplement
from dossiers.selectors.drafts import circumstances_of
from dossiers.selectors.files import files_of
from dossiers.selectors.typed import showable
from dossiers.selectors.unlocked import SECTION, field_items, opened, staged_answers, unlocked_form
from dossiers.selectors.wallet.papers import fitting, kept_named
from dossiers.services.answer_supplement import (
    answer_supplement,
    keep_supplement,
    remove_supplement_file,
)
from dossiers.services.answer_supplement_file import keep_answer_file, remove_answer_file
from dossiers.services.wallet.reuse import reuse_in_answer
from dossiers.views.doors import count_uploads, is_row, with_dossier_to
from dossiers.views.draft import LATER
from dossiers.views.errors import put_errors, summary
from dossiers.views.levels import sure_of
from dossiers.views.mine import conflict
from dossiers.words.wallet import kept_offers
from portal.agencies.places import Country
from portal.documents.errors import UploadRefused
from portal.documents.links import link
from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose
from procedures.eforms.django_form import SectionForm


@dataclass
class Asked:
    """One paper asked for, its chooser and the files put there so far."""

    item: SupplementItem
    field: Any
    files: list[dict[str, Any]]
    kept: list[dict[str, Any]]


@with_dossier_to(Power.FILE)
@sure_of(Item.ANSWERS)
def answer(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """`/ho-so/<id>/bo-sung/`: what is typed or added is kept; sending is one button."""
    supplement = open_supplement(dossier)
    if supplement is None:
        return redirect(dossier)
    form = _answer_form(request, dossier, supplement)
    if request.method == "POST":
        count_uploads(request)
        try:
            gone_on = _act(request, dossier, supplement, form)
        except Conflict:
            return conflict(request, dossier)
        if gone_on is not None:
            return gone_on
        supplement = open_supplement(dossier)
        if supplement is None:
            return conflict(request, dossier)
    section = _section(request, dossier, supplement)
    context = {
        "dossier": dossier,
        "supplement": supplement,
        "form": form,
        "section": section,
        "errors": _errors(form, section),
        "fields": field_items(supplement),
        "papers": _papers(request, form, dossier, supplement),
        "corrections": [
            (item, form[f"note-{item.pk}"]) for item in supplement.items.all() if item.registry
        ],
        "limits": allowance(Purpose.DOSSIER_PAPER),
    }
    return render(request, "dossiers/answer.html", context)


def _answer_form(request: HttpRequest, dossier: Dossier, supplement: Supplement) -> AnswerForm:
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        initial={"version": dossier.version, "note": supplement.answer},
    )
    limits = allowance(Purpose.DOSSIER_PAPER)
    for item in supplement.items.all():
        if item.paper_id:
            field = FilesField(label=item.label)
            field.widget.attrs.update({"accept": limits.accept, "multiple": True})
            field.widget.is_required = False
            form.fields[f"item-{item.pk}"] = field
        elif item.registry:
            form.fields[f"note-{item.pk}"] = _correction(item)
    return form


def _correction(item: SupplementItem) -> CorrectionField:
    return CorrectionField(
        label=_("When and where did you have it put right?"),
        initial=(item.after or {}).get("value", ""),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _act(
    request: HttpRequest, dossier: Dossier, supplement: Supplement, form: AnswerForm
) -> HttpResponse | None:
    """Keep, then do what the button says; None when the page must be shown again."""
    action = request.POST.get("action", "")
    if not form.is_valid() or not _keep(request, supplement, form, action):
        return None
    if action == "send":
        return _send(request, dossier, form)
    if action.startswith("reuse:") and not _reuse(request, dossier, supplement, form, action[6:]):
        return None
    if action.startswith("detach:"):
        _detach(request, supplement, action[7:])
    if action == LATER:
        messages.success(request, _("Kept. You can go on later."))
        return redirect(dossier)
    return redirect("dossiers:answer", dossier.public_id)


def _keep(request: HttpRequest, supplement: Supplement, form: AnswerForm, action: str) -> bool:
    """Files are kept one paper at a time, so that a bad one does not take the others along."""
    refused = keep_supplement(
        supplement=supplement,
        by=request.user,
        data=request.POST,
        action=action,
        note=form.cleaned_data["note"],
        notes={
            item.pk: form.cleaned_data[f"note-{item.pk}"]
            for item in supplement.items.all()
            if item.registry
        },
    )
    put_errors(form, refused)
    for item in supplement.items.all():
        name = f"item-{item.pk}"
        sent = request.FILES.getlist(name)
        try:
            if sent:
                keep_supplement(supplement=supplement, by=request.user, uploads={item.pk: sent})
        except UploadRefused as bad:
            form.add_error(name, str(bad))
    for path, upload in request.FILES.items():
        if not path.startswith("item-"):
            try:
                keep_answer_file(supplement=supplement, by=request.user, path=path, upload=upload)
            except (UploadRefused, Invalid) as bad:
                form.add_error(None, str(bad))
    return not form.errors


def _reuse(
    request: HttpRequest, dossier: Dossier, supplement: Supplement, form: AnswerForm, what: str
) -> bool:
    """Take a kept paper that this page offers; anything else is not found."""
    place, _colon, public_id = what.partition(":")
    items = supplement.items.all()
    item = next((item for item in items if item.paper_id and f"item-{item.pk}" == place), None)
    kept = kept_named(dossier, request.user, timezone.localdate(), public_id)
    if item is None or kept is None:
        raise Http404
    try:
        reuse_in_answer(supplement=supplement, by=request.user, item=item, kept=kept)
    except Invalid as invalid:
        put_errors(form, invalid.errors)
        return False
    return True


def _detach(request: HttpRequest, supplement: Supplement, what: str) -> None:
    """A row of a paper by its number, a file among the answers by its path."""
    if is_row(what):
        remove_supplement_file(supplement=supplement, by=request.user, row_id=int(what))
        return
    with suppress(Invalid):
        remove_answer_file(supplement=supplement, by=request.user, path=what)


def _send(request: HttpRequest, dossier: Dossier, form: AnswerForm) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        answer_supplement(
            dossier=dossier,
            by=request.user,
            expected_version=given["version"],
            note=given["note"],
        )
    except Invalid as invalid:
        put_errors(form, invalid.errors)
        return None
    messages.success(request, _("Sent. The agency goes on with your dossier."))
    return redirect(dossier)


def _section(request: HttpRequest, dossier: Dossier, supplement: Supplement) -> SectionForm | None:
    """The unlocked answers, with what is wrong once somebody has tried to send them."""
    if dossier.form_version is None or not field_items(supplement):
        return None
    return SectionForm(
        unlocked_form(supplement, dossier.form_version.definition),
        SECTION,
        answers=staged_answers(dossier, supplement),
        today=timezone.localdate(),
        data=showable(request.POST, "send") if request.POST.get("action") == "send" else None,
        circumstances=circumstances_of(dossier),
        places=Country(timezone.localdate()),
        files=_addresses(request, dossier, supplement),
        opened=opened(supplement),
    )


def _addresses(request: HttpRequest, dossier: Dossier, supplement: Supplement) -> dict[str, str]:
    """Where the owner opens the files among his answers, sent and not sent yet."""
    files = dict(files_of(dossier))
    for item in field_items(supplement):
        files |= {str(row.file_id): row.file for row in item.files.all()}
    return {key: link(file, request.user) for key, file in files.items()}


def _errors(form: AnswerForm, section: SectionForm | None) -> list[tuple[str, str]]:
    """What is wrong with the open answers, then with the rest, nothing twice."""
    found = summary(section) if section else []
    told = " ".join(words for _place, words in found)
    return found + [(place, words) for place, words in summary(form) if words not in told]


def _papers(
    request: HttpRequest, form: AnswerForm, dossier: Dossier, supplement: Supplement
) -> list[Asked]:
    today = timezone.localdate()
    asked = [item for item in supplement.items.all() if item.paper_id]
    kept = fitting(dossier, [item.paper for item in asked], request.user, today)
    return [
        Asked(
            item,
            form[f"item-{item.pk}"],
            [
                {
                    "name": row.file.name,
                    "size": row.file.size,
                    "url": link(row.file, request.user),
                    "hash": row.file.sha256,
                    "remove": f"detach:{row.pk}",
                }
                for row in item.files.all()
            ],
            kept_offers(kept.get(item.paper_id, []), item.files.all(), f"item-{item.pk}", today),
        )
        for item in asked
    ]
