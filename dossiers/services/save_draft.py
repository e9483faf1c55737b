"""Keeping what a person types: every answer as typed, right or wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Draft
from dossiers.models.dossier import ReturnWay
from dossiers.rules.typing import LARGEST_DRAFT, LONGEST_ANSWER
from dossiers.selectors.answers import (
    Row,
    add_row,
    changed_paths,
    known_path,
    read_path,
    remove_row,
    touched,
    write_path,
)

TOO_LONG = _("This is too long to keep: at most %(most)s characters. Shorten it and save again.")
BROKEN = _("Some characters arrived broken. Type them again.")
FULL = _("This draft is full. Shorten your longest answers and save again.")
NOT_ASKED = _("This form no longer asks this question.")


@dataclass
class Saved:
    """What became of a save. `refused` says per path why it was not kept.

    `conflicts` gives per path what another window has kept meanwhile; that value stands until the
    person chooses.
    """

    version: int
    at: datetime
    refused: dict[str, Promise] = field(default_factory=dict)
    conflicts: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.refused and not self.conflicts


def save_draft(
    *,
    draft: Draft,
    by,
    values: Mapping[str, Any],
    seen: int,
    rows: tuple[Row, ...] = (),
    at: datetime | None = None,
) -> Saved:
    """Keep `values` (dotted path → as typed), then add and remove `rows` of groups.

    An answer is kept whether or not it is right; what is wrong is said when it is shown. `seen` is
    the version the window last saw: an answer that another window has changed since is not
    overwritten but returned. Raises `Draft.DoesNotExist` when it is not the draft of `by`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk, owner=by)
        saved = Saved(locked.version, at)
        before = json.loads(json.dumps(locked.answers, cls=DjangoJSONEncoder))
        for path, value in values.items():
            _keep(locked, path, value, seen, saved)
        if not saved.conflicts:
            _change_rows(locked, rows)
        if len(json.dumps(locked.answers, ensure_ascii=False)) > LARGEST_DRAFT:
            saved.refused.update(dict.fromkeys(values, FULL))
            return saved
        changed = changed_paths(before, locked.answers)
        if changed:
            locked.version += 1
            locked.saved_in.update(dict.fromkeys(changed, locked.version))
        locked.save(update_fields=["answers", "saved_in", "version", "saved_at"])
        saved.version, saved.at = locked.version, locked.saved_at
    return saved


def choose_return_way(*, draft: Draft, by, way: str) -> Draft:
    """Keep how the result should reach the person. Raises ValueError for a way that is unknown."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk, owner=by)
        locked.return_way = ReturnWay(way).value
        locked.version += 1
        locked.save(update_fields=["return_way", "version", "saved_at"])
    return locked


def discard_draft(*, draft: Draft, by) -> None:
    """Throw a draft away. Its files stay in the storage until its sweep."""
    Draft.objects.get(pk=draft.pk, owner=by).delete()


def _keep(draft: Draft, path: str, value: Any, seen: int, saved: Saved) -> None:
    definition = draft.form_version.definition if draft.form_version_id else None
    if definition is None or not known_path(definition, path):
        saved.refused[path] = NOT_ASKED
        return
    wrong = _unfit(value)
    if wrong is not None:
        saved.refused[path] = wrong
        return
    stored = read_path(draft.answers, path)
    if stored == value or (stored is None and value in ("", [], None)):
        return
    if touched(draft.saved_in, path) > seen:
        saved.conflicts[path] = stored
        return
    write_path(draft.answers, path, value)


def _unfit(value: Any) -> Promise | str | None:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) > LONGEST_ANSWER:
        return TOO_LONG % {"most": f"{LONGEST_ANSWER:,}".replace(",", ".")}
    if "\x00" in text or "\\u0000" in text or "\ufffd" in text:
        return BROKEN
    return None


def _change_rows(draft: Draft, rows: tuple[Row, ...]) -> None:
    for row in rows:
        change = add_row if row.adds else remove_row
        change(draft.answers, row)
