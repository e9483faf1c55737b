"""What changed between the electronic forms of two revisions."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from procedures.builder import differences as forms
from procedures.builder.differences import property_words
from procedures.builder.tree import questions
from procedures.changes.comparison import Change, Difference, Effect, Kind
from procedures.eforms.definition import Definition
from procedures.eforms.kinds import Kind as Asked
from procedures.models import EFormVersion

KINDS = {
    forms.Change.ADDED: Kind.ADDED,
    forms.Change.REMOVED: Kind.REMOVED,
    forms.Change.CHANGED: Kind.CHANGED,
    forms.Change.MOVED: Kind.MOVED,
}


def form_changes(old: EFormVersion | None, new: EFormVersion | None) -> Iterator[Change]:
    """Question by question between versions of one form; another form is said to be another."""
    if old is None or new is None or old.content == new.content:
        return
    if old.form_id != new.form_id:
        return
    must = _must_be_answered(new.definition) - _must_be_answered(old.definition)
    for each in forms.differences(old.definition, new.definition):
        kind = KINDS[each.change]
        asked = kind == Kind.ADDED and each.label in must
        thing = f"{each.label} – {each.where}" if each.where else each.label
        details = tuple(_detail(change) for change in each.properties if kind == Kind.CHANGED)
        yield Change(kind, thing, details, Effect.WORSE if asked else Effect.NONE)


def _must_be_answered(definition: Definition) -> set[str]:
    return {str(item.label) for _path, item in questions(definition) if item.required}


def _detail(change: forms.Property) -> Difference:
    effect = Effect.NONE
    if change.name == property_words(Asked.TEXT, "required"):
        effect = Effect.WORSE if change.after == _("Yes") else Effect.BETTER
    return Difference(capfirst(change.name), change.before, change.after, effect)
