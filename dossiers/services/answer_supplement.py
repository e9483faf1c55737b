"""The applicant's answer to a request for more: kept while he works on it, then sent once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import (
    Dossier,
    DossierFile,
    DossierPaper,
    Supplement,
    SupplementFile,
    SupplementItem,
)
from dossiers.models.supplement import Phase
from dossiers.permissions import may_act
from dossiers.selectors.answers import write_path
from dossiers.selectors.desk import answers_by_path
from dossiers.selectors.drafts import evaluation_of
from dossiers.selectors.files import file_answers
from dossiers.selectors.typed import Refused, sift
from dossiers.selectors.unlocked import (
    field_items,
    opened,
    paper_items,
    registry_items,
    staged_answers,
    typed_so_far,
    unlocked_form,
)
from dossiers.selectors.wallet.papers import no_longer_good
from dossiers.services.change import Change, changing
from dossiers.services.clock import close_intervals, set_reply_due, set_return_due
from dossiers.services.tell import tell
from dossiers.services.wallet.lock import hold
from dossiers.workflow import Action
from portal.audit.actors import Actor
from portal.documents.services import store_upload
from portal.documents.workflow import Purpose
from portal.kernel.clock import WaitKind
from portal.messaging.services import notify
from procedures.eforms.posted import act, merge

ANSWER = {Phase.DESK: Action.ANSWER_AT_DESK, Phase.APPRAISAL: Action.ANSWER_IN_APPRAISAL}
FILE_MISSING = _("Add the paper that was asked for.")
ANSWER_MISSING = _("Answer what was asked for.")
NOTE_MISSING = _("Write your answer.")
CORRECTION_MISSING = _("Write when and where you had it put right.")


def keep_supplement(
    *,
    supplement: Supplement,
    by,
    data: MultiValueDict | None = None,
    uploads: Mapping[int, Sequence[File]] | None = None,
    action: str = "",
    note: str | None = None,
    notes: Mapping[int, str] | None = None,
) -> Refused:
    """Keep what the applicant has typed and added so far; the house sees it once it is sent.

    `uploads` maps the id of an item to files, `notes` that of a correction of a database to what he
    writes about it. Anything but the unlocked items is left out; answers
    that cannot be kept are given back with the reason. Raises `UploadRefused`, `NotAllowed`, and
    `Conflict` when the request is no longer open.
    """
    fit, refused = sift(data or MultiValueDict())
    actor = Actor.citizen(by)
    files = {
        item_id: [store_upload(upload, by, Purpose.DOSSIER_PAPER, by=actor) for upload in sent]
        for item_id, sent in (uploads or {}).items()
    }
    with transaction.atomic():
        locked, dossier = lock_for(by, supplement)
        if note is not None:
            locked.answer = note.strip()
            locked.save(update_fields=["answer"])
        if data is not None and dossier.form_version is not None:
            form = unlocked_form(locked, dossier.form_version.definition)
            fields = form.sections[0].fields
            may = opened(locked)
            answers = merge(fields, staged_answers(dossier, locked), may.fit(fit))
            if may.allows_button(action):
                act(answers, action)
            items = field_items(locked)
            typed_so_far(answers, items)
            SupplementItem.objects.bulk_update(items, ["after"])
        for item in registry_items(locked):
            if item.pk in (notes or {}):
                item.after = {"value": notes[item.pk].strip()}
                item.save(update_fields=["after"])
        open_items = {item.pk: item for item in paper_items(locked)}
        SupplementFile.objects.bulk_create(
            SupplementFile(item=open_items[item_id], file=file)
            for item_id, kept in files.items()
            if item_id in open_items
            for file in kept
        )
    return refused


def remove_supplement_file(*, supplement: Supplement, by, row_id: int) -> None:
    """Take away a file that has not been sent. Raises `NotAllowed`, `Conflict` once answered."""
    with transaction.atomic():
        locked, _dossier = lock_for(by, supplement)
        SupplementFile.objects.filter(pk=row_id, item__supplement=locked).delete()


def answer_supplement(
    *, dossier: Dossier, by, expected_version: int, note: str = "", at: datetime | None = None
) -> Dossier:
    """Send what was kept for every item; the clock goes on (NĐ 61/2018, art. 19(4)).

    What the answers replace stays in the items' `before`, so that an official compares. Raises
    `Invalid` with the words for each item that is not in order, `NotAllowed`, `Conflict`.
    """
    supplement = dossier.supplements.filter(answered_at=None).order_by("-id").first()
    if supplement is None:
        raise Conflict(dossier)
    action = ANSWER[Phase(supplement.phase)]
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        supplement, dossier = _lock(supplement)[0], change.dossier
        staged = staged_answers(dossier, supplement)
        files = [row for item in paper_items(supplement) for row in item.files.all()]
        hold(row.kept_id for row in files if row.kept_id is not None)
        errors = _errors(dossier, supplement, staged, note, timezone.localdate(change.at))
        if errors:
            raise Invalid(errors)
        _replace(dossier, supplement, by, change.at)
        supplement.answered_at, supplement.answer = change.at, note.strip()
        supplement.save(update_fields=["answered_at", "answer"])
        close_intervals(dossier, change.at, WaitKind.SUPPLEMENT)
        restart = set_reply_due if supplement.phase == Phase.DESK else set_return_due
        restart(dossier, change.at)
        event = change.record(supplement=supplement.pk, items=len(supplement.items.all()))
        _tell(event, change, supplement)
    return dossier


def lock_for(by, supplement: Supplement) -> tuple[Supplement, Dossier]:
    """The open request and its dossier, locked. Raises `NotAllowed`, `Conflict`."""
    locked, dossier = _lock(supplement)
    if not may_act(by, dossier, timezone.localdate()):
        raise NotAllowed
    return locked, dossier


def _lock(supplement: Supplement) -> tuple[Supplement, Dossier]:
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("form_version", "revision", "case", "channel")
        .get(pk=supplement.dossier_id)
    )
    locked = (
        Supplement.objects.select_for_update(of=("self",))
        .prefetch_related("items__files", "items__paper")
        .select_related("asked_by")
        .get(pk=supplement.pk)
    )
    if locked.answered_at is not None or not dossier.is_asked_to_complete:
        raise Conflict(dossier)
    return locked, dossier


def _errors(
    dossier: Dossier, supplement: Supplement, staged: dict, note: str, on: date
) -> dict[str, str | Promise]:
    errors: dict[str, str | Promise] = {
        f"item-{item.pk}": FILE_MISSING for item in paper_items(supplement) if not item.files.all()
    }
    for item in paper_items(supplement):
        for words in no_longer_good(item.files.all(), on).values():
            errors[f"item-{item.pk}"] = words
    trial = Dossier(
        form_version=dossier.form_version,
        case=dossier.case,
        channel=dossier.channel,
        answers=staged,
    )
    wrong = evaluation_of(trial, on).errors
    for item in field_items(supplement):
        path = item.field_key
        if item.after is None:
            errors[f"item-{item.pk}"] = ANSWER_MISSING
        for found, problems in wrong.items():
            if found == path or found.startswith(f"{path}."):
                errors[found] = problems[0].message
    for item in registry_items(supplement):
        if not (item.after or {}).get("value"):
            errors[f"note-{item.pk}"] = CORRECTION_MISSING
    silent = [
        item
        for item in supplement.items.all()
        if not (item.paper_id or item.field_key or item.registry)
    ]
    if silent and not note.strip():
        errors["note"] = NOTE_MISSING
    return errors


def _replace(dossier: Dossier, supplement: Supplement, by, at: datetime) -> None:
    _keep_what_was_said(dossier, field_items(supplement))
    for item in field_items(supplement):
        write_path(dossier.answers, item.field_key, item.after["value"])
    _take_files(dossier, supplement, by, at)
    handed_in: dict[int, list[str]] = {}
    for paper_id, name in dossier.papers.values_list("paper_id", "file__name"):
        handed_in.setdefault(paper_id, []).append(name)
    for item in paper_items(supplement):
        item.before = ", ".join(handed_in.get(item.paper_id, []))
    SupplementItem.objects.bulk_update(supplement.items.all(), ["before"])
    DossierPaper.objects.bulk_create(
        DossierPaper(
            dossier=dossier,
            paper_id=item.paper_id,
            file_id=row.file_id,
            kept_id=row.kept_id,
            supplement=supplement,
            added_by=by,
            added_at=at,
        )
        for item in paper_items(supplement)
        for row in item.files.all()
    )


def _keep_what_was_said(dossier: Dossier, items: Iterable[SupplementItem]) -> None:
    """In words, for the comparison; what the form of the official put there stays."""
    unknown = [item for item in items if item.before is None]
    said = answers_by_path(dossier) if unknown else {}
    for item in unknown:
        item.before = said.get(item.field_key, "")


def _take_files(dossier: Dossier, supplement: Supplement, by, at: datetime) -> None:
    """Files that the new answers name become files of the dossier; those it had stay."""
    if dossier.form_version is None:
        return
    named = {*file_answers(dossier.form_version.definition, dossier.answers).values()}
    held = {str(row.file_id) for row in dossier.answer_files.all()}
    sent = {str(row.file_id) for item in field_items(supplement) for row in item.files.all()}
    DossierFile.objects.bulk_create(
        DossierFile(dossier=dossier, file_id=file_id, added_by=by, added_at=at)
        for file_id in sorted((named & sent) - held)
    )


def _tell(event, change: Change, supplement: Supplement) -> None:
    dossier = change.dossier
    context, link = {"dossier": dossier, "at": change.at}, dossier.get_absolute_url()
    tell(event, "dossiers/answered_for_citizen", dossier, context, link)
    official = dossier.assignee or supplement.asked_by
    notify(event, "dossiers/answered_for_official", official, context, dossier.desk_url)
