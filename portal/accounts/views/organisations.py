"""The organisations to which a person belongs, and the people of one that he represents."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.actors import actor_of
from portal.accounts.forms.organisation import MemberForm, OrganisationForm
from portal.accounts.limits import hit
from portal.accounts.models import MemberInvitation, Membership
from portal.accounts.selectors import addressed_to
from portal.accounts.services.invite_member import (
    AlreadyInvited,
    accept_member_invitation,
    decline_member_invitation,
    invite_member,
    withdraw_member_invitation,
)
from portal.accounts.services.represent import (
    LastRepresentative,
    change_role,
    end_membership,
    register_organisation,
)
from portal.kernel.numbers import whole_number

Role = Membership.Role


def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations of the person; invitations to answer; add one, or leave one."""
    held = request.user.memberships.on(timezone.localdate()).select_related("organisation")
    asked = MemberInvitation.objects.filter(addressed_to(request.user), closed_at=None)
    action = request.POST.get("action", "")
    if action == "leave":
        return _leave(request, get_object_or_404(held, pk=_named(request, "membership")))
    if action in ("accept", "decline"):
        return _answer(request, action)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        register_organisation(user=request.user, by=actor_of(request), **form.cleaned_data)
        messages.success(request, _("The organisation is added to your account."))
        return redirect("accounts:organisations")
    context = {"form": form, "held": held, "asked": asked.select_related("organisation")}
    return render(request, "accounts/organisations.html", context)


def _named(request: HttpRequest, name: str) -> int:
    return whole_number(request.POST.get(name))


def _leave(request: HttpRequest, membership: Membership) -> HttpResponse:
    try:
        end_membership(membership=membership, by=actor_of(request))
        messages.success(request, _("You no longer act for this organisation."))
    except LastRepresentative:
        messages.error(request, _("Make somebody else the legal representative first."))
    return redirect("accounts:organisations")


def _answer(request: HttpRequest, action: str) -> HttpResponse:
    invitation = get_object_or_404(MemberInvitation, pk=_named(request, "invitation"))
    try:
        if action == "accept":
            accept_member_invitation(invitation=invitation, by=request.user)
            messages.success(request, _("You belong to this organisation now."))
        else:
            decline_member_invitation(invitation=invitation, by=request.user)
            messages.success(request, _("Declined."))
    except MemberInvitation.DoesNotExist:
        raise Http404 from None
    return redirect("accounts:organisations")


def members(request: HttpRequest, pk: int) -> HttpResponse:
    """`/tai-khoan/to-chuc/<n>/`: its people, for those who represent it: invite, change, remove."""
    own = request.user.memberships.on(timezone.localdate()).filter(role=Role.REPRESENTATIVE)
    organisation = get_object_or_404(
        own.select_related("organisation"), organisation=pk
    ).organisation
    action = ACTIONS.get(request.POST.get("action", ""))
    people = organisation.memberships.on(timezone.localdate()).select_related("user")
    if action is not None:
        return action(request, people, organisation)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invite(request, organisation, form):
        return redirect("accounts:members", pk)
    context = {
        "organisation": organisation,
        "people": people.order_by("role", "pk"),
        "invited": organisation.invitations.filter(closed_at=None),
        "roles": Role.choices,
        "form": form,
    }
    return render(request, "accounts/members.html", context)


def _invite(request: HttpRequest, organisation, form: MemberForm) -> bool:
    hit("mandate_by_person", request.user.pk)
    try:
        invite_member(
            organisation=organisation,
            inviter=request.user,
            by=actor_of(request),
            **form.cleaned_data,
        )
    except AlreadyInvited:
        form.add_error("contact", _("This person is invited already."))
        return False
    messages.success(request, _("Invited. The person sees it in the account and answers."))
    return True


def _change(request: HttpRequest, people, organisation) -> HttpResponse:
    membership = get_object_or_404(people, pk=_named(request, "membership"))
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    return _kept(
        request, organisation, lambda by: change_role(membership=membership, role=role, by=by)
    )


def _remove(request: HttpRequest, people, organisation) -> HttpResponse:
    membership = get_object_or_404(people, pk=_named(request, "membership"))
    return _kept(request, organisation, lambda by: end_membership(membership=membership, by=by))


def _withdraw(request: HttpRequest, people, organisation) -> HttpResponse:
    named = organisation.invitations.filter(closed_at=None)
    invitation = get_object_or_404(named, pk=_named(request, "invitation"))
    return _kept(
        request, organisation, lambda by: withdraw_member_invitation(invitation=invitation, by=by)
    )


def _kept(request: HttpRequest, organisation, verb: Callable) -> HttpResponse:
    try:
        verb(actor_of(request))
        messages.success(request, _("Saved."))
    except LastRepresentative:
        messages.error(request, _("Make somebody else the legal representative first."))
    represents = request.user.memberships.on(timezone.localdate()).filter(
        organisation=organisation, role=Role.REPRESENTATIVE
    )
    if not represents.exists():
        return redirect("accounts:organisations")
    return redirect("accounts:members", organisation.pk)


ACTIONS = {"change": _change, "remove": _remove, "withdraw": _withdraw}
