"""Test data of a form: kept with its draft, run whenever somebody looks."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import CatalogueError, NotPermitted, WrongState
from procedures.models import EFormVersion, FormTrial
from procedures.permissions import may_edit

MOST = 50


class TooMuch(CatalogueError):
    message = _("A form keeps at most 50 sets of test data. Remove one first.")


@transaction.atomic
def keep_trial(
    *, version: EFormVersion, by: Actor, name: str, trial: FormTrial | None = None, **facts: Any
) -> FormTrial:
    """Writes test data anew or over `trial`; `facts` are its answers, day, expectations.

    Names are unique in a version: the same name again writes over. Raises NotPermitted, WrongState
    (the version is in use) and TooMuch.
    """
    version = _draft(version, by)
    trial = trial or version.trials.filter(name=name).first() or FormTrial(version=version)
    if trial.pk is None and version.trials.count() >= MOST:
        raise TooMuch
    trial.version, trial.name = version, name
    for field, value in facts.items():
        setattr(trial, field, value)
    trial.save()
    _record("eform.trial_kept", version, by, trial.pk)
    return trial


@transaction.atomic
def drop_trial(*, trial: FormTrial, by: Actor) -> None:
    """Raises NotPermitted, and WrongState when the version is in use."""
    version = _draft(trial.version, by)
    _record("eform.trial_dropped", version, by, trial.pk)
    trial.delete()


def _draft(version: EFormVersion, by: Actor) -> EFormVersion:
    if not may_edit(by):
        raise NotPermitted
    version = EFormVersion.objects.select_for_update().get(pk=version.pk)
    if version.locked:
        raise WrongState
    return version


def _record(kind: str, version: EFormVersion, by: Actor, trial_id: int) -> None:
    record(kind, version, by, {"number": version.number, "trial": trial_id})
