"""Begin a form, or the next version of one: always a draft, at most one for each form."""

from django.contrib.auth import get_user_model
from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.builder import limits
from procedures.builder.keys import key_from
from procedures.eforms.definition import Definition
from procedures.errors import NotPermitted, WrongState
from procedures.models import EForm, EFormVersion
from procedures.permissions import may_edit

RESERVED = {"moi", "nhap-tep", "cua-thu-tuc"}
"""Words that begin other addresses of the builder."""


@transaction.atomic
def start_form(*, definition: Definition, by: Actor, key: str = "") -> EFormVersion:
    """The first draft of a new form; its lasting key is made from the title unless given.

    Raises NotPermitted, and WrongState when a form already has the `key`.
    """
    if not may_edit(by):
        raise NotPermitted
    limits.check(definition)
    if key and EForm.objects.filter(key=key).exists():
        raise WrongState
    form = EForm.objects.create(key=key or _free_key(definition.title.vi), name=definition.title.vi)
    return _draft(form, 1, definition, by)


@transaction.atomic
def start_version(*, form: EForm, by: Actor, definition: Definition | None = None) -> EFormVersion:
    """The next draft: a copy of the newest version with its test data, or `definition`.

    Raises NotPermitted, and WrongState while another draft is open.
    """
    if not may_edit(by):
        raise NotPermitted
    form = EForm.objects.select_for_update().get(pk=form.pk)
    newest = form.versions.order_by("-number").first()
    if newest is not None and not newest.locked:
        raise WrongState
    if definition is None and newest is None:
        raise WrongState
    number = newest.number + 1 if newest else 1
    draft = _draft(form, number, definition or newest.definition, by)
    for trial in newest.trials.order_by("name") if newest else ():
        trial.pk, trial.version = None, draft
        trial.save()
    return draft


def _draft(form: EForm, number: int, definition: Definition, by: Actor) -> EFormVersion:
    draft = EFormVersion(
        form=form, number=number, content=definition.to_json(), created_by_id=by.user_id
    )
    draft._history_user = get_user_model().objects.filter(pk=by.user_id).first()
    draft.save()
    record("eform.started", draft, by, {"form": form.key, "number": number})
    return draft


def _free_key(title: str) -> str:
    wanted = key_from(title, (), "form").replace("_", "-")
    taken = set(EForm.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    taken |= RESERVED
    return next(
        key
        for key in (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
        if key not in taken
    )
