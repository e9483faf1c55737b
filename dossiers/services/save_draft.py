"""Keeping what a person types: every answer as typed, right or wrong."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from dossiers.models import Draft
from dossiers.rules.typing import LARGEST_DRAFT
from dossiers.selectors.answers import changed_paths, group_of, read_path, touched, write_path
from dossiers.selectors.files import file_answers
from dossiers.selectors.typed import Refused, sift
from procedures.eforms.posted import act, merge

FULL = _("This draft is full. Shorten your longest answers and save again.")


@dataclass
class Saved:
    """What became of a save: `draft` as it now stands.

    `refused` says per path why an answer was not kept. `conflicts` gives per path what another
    window has kept meanwhile; that stands until the person chooses.
    """

    draft: Draft
    refused: Refused = field(default_factory=dict)
    conflicts: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.refused and not self.conflicts


def save_draft(
    *,
    draft: Draft,
    by,
    data: MultiValueDict,
    seen: int,
    action: str = "",
    at: datetime | None = None,
) -> Saved:
    """Keep the answers in `data` (dotted path → as typed), whole pages or single fields alike.

    An answer is kept whether or not it is right; what is wrong with it is said where it is shown.
    `seen` is the version the window last saw: an answer that another window has changed since is
    not overwritten but returned. `action` may add or remove a row (`add:children`), once nothing is
    in conflict. Raises `Draft.DoesNotExist` when it is not the draft of `by`.
    """
    with transaction.atomic():
        locked = lock_draft(draft, by)
        fit, refused = sift(data)
        saved = Saved(locked, refused)
        if locked.form_version is None:
            return saved
        before = json.loads(json.dumps(locked.answers, cls=DjangoJSONEncoder))
        after = merge(_fields(locked), before, fit)
        _keep_what_others_changed(locked, before, after, seen, saved)
        if not saved.conflicts:
            act(after, action)
        if len(json.dumps(after, ensure_ascii=False)) > LARGEST_DRAFT:
            saved.refused.update(dict.fromkeys(changed_paths(before, after), FULL))
            return saved
        write_answers(locked, before, after, at or timezone.now())
    return saved


def lock_draft(draft: Draft, by) -> Draft:
    """The row, locked. Raises `Draft.DoesNotExist` when it is not the draft of `by`."""
    return (
        Draft.objects.select_for_update(of=("self",))
        .select_related("form_version")
        .get(pk=draft.pk, owner=by)
    )


def _fields(draft: Draft) -> tuple:
    sections = draft.form_version.definition.sections
    return tuple(item for section in sections for item in section.fields)


def _keep_what_others_changed(
    draft: Draft, before: dict, after: dict, seen: int, saved: Saved
) -> None:
    clashing = {
        group_of(path) or path
        for path in changed_paths(before, after)
        if touched(draft.saved_in, path) > seen
    }
    for path in clashing:
        saved.conflicts[path] = read_path(before, path)
        write_path(after, path, saved.conflicts[path])


def write_answers(draft: Draft, before: dict, after: dict, at: datetime) -> None:
    """Keep a tree of answers in a locked draft; files that no answer names any more are let go."""
    changed = changed_paths(before, after)
    if changed:
        draft.version += 1
        draft.saved_in.update(dict.fromkeys(changed, draft.version))
    draft.answers, draft.saved_at = after, at
    draft.save(update_fields=["answers", "saved_in", "version", "saved_at"])
    definition = draft.form_version.definition
    dropped = {*file_answers(definition, before).values()} - {
        *file_answers(definition, after).values()
    }
    if dropped:
        draft.answer_files.filter(file__in=dropped).delete()
