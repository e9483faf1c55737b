"""Who acts for whom: people told about a dossier, and for whom a person may file."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Child, Dossier, Draft, Mandate
from dossiers.models.mandate import MandateState, Power, Told
from dossiers.permissions.applicants import POWERS_OF_MEMBERS, mandates_held, reaches
from portal.accounts.models import Membership, Organisation, User
from portal.accounts.selectors import addressed_to
from procedures.models import Procedure

Role = Membership.Role
SHOWN = 50
NOT_YOURS = _("You may not file for this organisation any more. What you filled in is kept.")
NOT_FOR_THIS = _("%(name)s has not authorised you to file this. What you filled in is kept.")
WHY_NOT = {
    MandateState.REVOKED: _(
        "%(name)s has revoked your authority. Nothing was sent; what you filled in is kept."
    ),
    MandateState.ENDED: _(
        "Your authority from %(name)s has ended. Nothing was sent; what you filled in is kept."
    ),
    MandateState.COMING: _("Your authority from %(name)s has not begun yet."),
}
NOT_A_CHILD = _("This child is of age or no longer in your account. What you filled in is kept.")


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom a dossier is filed: one of these, or with none of them for oneself."""

    organisation: Organisation | None = None
    mandate: Mandate | None = None
    child: Child | None = None

    @property
    def columns(self) -> dict[str, object]:
        """As the columns of a draft."""
        return {"organisation": self.organisation, "mandate": self.mandate, "child": self.child}


MYSELF = Acting()


def acting_of(draft: Draft) -> Acting:
    """For whom the draft is filled in."""
    return Acting(draft.organisation, draft.mandate, draft.child)


def acting_errors(user, acting: Acting, procedure: Procedure, on: date) -> dict[str, Promise]:
    """Why `user` cannot file `procedure` for them on the local day `on`, by what was chosen."""
    errors: dict[str, Promise] = {}
    body, mandate, child = acting.organisation, acting.mandate, acting.child
    if body and not organisations_for(user, on).filter(pk=body.pk).exists():
        errors["organisation"] = NOT_YOURS
    if mandate and not (mandate.delegate_id == user.pk and _lets_file(mandate, procedure, on)):
        errors["mandate"] = WHY_NOT.get(mandate.state_on(on), NOT_FOR_THIS) % {
            "name": mandate.principal
        }
    if child and (child.guardian_id != user.pk or child.ended_at or not child.is_minor_on(on)):
        errors["child"] = NOT_A_CHILD
    return errors


def _lets_file(mandate: Mandate, procedure: Procedure, on: date) -> bool:
    return (
        mandate.is_good_on(on)
        and Power.FILE in mandate.powers
        and mandate.dossier_id is None
        and mandate.procedure_id in (None, procedure.pk)
    )


def organisations_for(user, on: date) -> QuerySet[Organisation]:
    """The organisations for which `user` may file on that day."""
    roles = [role for role, powers in POWERS_OF_MEMBERS.items() if Power.FILE in powers]
    held = Membership.objects.on(on).filter(user_id=user.pk, role__in=roles)
    return Organisation.objects.filter(pk__in=held.values("organisation")).order_by("pk")


def mandates_for(user, procedure: Procedure, on: date) -> QuerySet[Mandate]:
    """The authorities under which `user` may file `procedure` for others."""
    held = mandates_held(user, on, Power.FILE).filter(dossier=None)
    wide = held.filter(procedure=None) | held.filter(procedure=procedure)
    return wide.select_related("principal").order_by("pk")


def children_for(user, on: date) -> list[Child]:
    """The children for whom `user` may file on that day."""
    rows = Child.objects.filter(guardian=user, ended_at=None)
    return [child for child in rows if child.is_minor_on(on)]


def filer_of(dossier: Dossier) -> User | None:
    """Who filed it, where that is somebody else than the applicant."""
    if dossier.filed_by_id is not None:
        return dossier.filed_by
    return dossier.owner if dossier.organisation_id is not None else None


@dataclass(frozen=True)
class Mandates:
    """The authorities of one person: to be answered, held for others, given to others."""

    asked: list[Mandate]
    held: list[Mandate]
    given: list[Mandate]


def mandates_of(user: User) -> Mandates:
    """Latest first, no more than a page has room for."""
    rows = _mandates()
    asked = rows.filter(addressed_to(user), confirmed_at=None, declined_at=None, revoked_at=None)
    return Mandates(
        asked=list(asked.exclude(principal=user)[:SHOWN]),
        held=list(rows.filter(delegate=user)[:SHOWN]),
        given=list(rows.filter(principal=user)[:SHOWN]),
    )


def mandate_of(user: User, public_id: UUID) -> Mandate:
    """One that the person gave, holds or may answer. Raises `Mandate.DoesNotExist`."""
    concerned = Q(principal=user) | Q(delegate=user) | (addressed_to(user) & Q(delegate=None))
    return _mandates().get(concerned, public_id=public_id)


def _mandates() -> QuerySet[Mandate]:
    return Mandate.objects.select_related(
        "principal", "delegate", "procedure__current", "dossier", "file"
    )


def people_told(dossier: Dossier, on: date) -> list[User]:
    """Who gets the notices about `dossier` on that day, each once.

    Of an organisation, who filed it while he belongs to it, else those who represent it; of a
    person, he himself and the delegates whom he wants told.
    """
    if dossier.organisation_id is not None:
        return _members_told(dossier, on)
    held = Mandate.objects.good_on(on).filter(principal=dossier.owner_id, told=Told.BOTH)
    told = [
        mandate.delegate
        for mandate in held.select_related("delegate").order_by("pk")
        if reaches(mandate, dossier)
    ]
    return list(dict.fromkeys([dossier.owner, *told]))


def _members_told(dossier: Dossier, on: date) -> list[User]:
    members = Membership.objects.on(on).filter(organisation=dossier.organisation_id)
    if members.filter(user=dossier.owner_id).exists():
        return [dossier.owner]
    ids = members.filter(role=Role.REPRESENTATIVE).values("user")
    return list(get_user_model().objects.filter(pk__in=ids).order_by("pk"))
