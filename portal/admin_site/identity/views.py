"""Proving an identity at a desk: find the account, compare the card, write down its number.

The contact and the number are posted, never part of an address.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.assurance import factor_to_compare
from portal.accounts.limits import hit
from portal.accounts.models import ProvenIdentity, User
from portal.accounts.selectors import user_by_contact
from portal.accounts.services.prove_at_desk import prove_at_desk
from portal.accounts.services.prove_identity import IdentityTaken
from portal.admin_site.identity.forms import CardForm, FindForm
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.audit.purposes import Purpose
from portal.audit.services import looked
from portal.messaging.masks import masked
from portal.pages.templatetags.ui import date_words


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.DESK)
def find(request: HttpRequest) -> HttpResponse:
    """The account of the person at the desk. An official is told plainly when there is none, but
    asks only so often."""
    form = FindForm(request.POST or None)
    if request.method == "POST":
        hit("identity_desk", "find", request.user.pk)
        if form.is_valid():
            if person := user_by_contact(form.cleaned_data["contact"]):
                return redirect("identity_desk:prove", person.public_id)
            words = _("No account has proven this e-mail address or phone number.")
            form.add_error("contact", f"{words} " + _("Check it, or help the person to sign up."))
    return _page(request, "find", form, {})


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.DESK)
def prove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who the account says it is, and the number of the card. Each look is written down."""
    person = get_object_or_404(User, public_id=public_id, is_active=True)
    looked(request.actor, person, person.pk, Purpose.IDENTITY)
    obstacle = _obstacle(person, request.user)
    form = CardForm(request.POST if request.method == "POST" and not obstacle else None)
    if form.is_bound and form.is_valid() and _proven(request, person, form):
        return redirect("identity_desk:find")
    context = {"person": person, "facts": _facts(person), "obstacle": obstacle}
    return _page(request, "prove", form, context)


def _proven(request: HttpRequest, person: User, form: CardForm) -> bool:
    """Whether the number is the person's now; the words for the official are set either way."""
    hit("identity_desk", "prove", request.user.pk)
    number = form.cleaned_data["number"]
    try:
        proof = prove_at_desk(user=person, number=number, official=request.user, by=request.actor)
    except IdentityTaken:
        form.add_error("number", _taken(person))
        return False
    words = _("The identity of %(name)s is proven.") % {"name": person.full_name}
    messages.success(request, words)
    if proof.others_gave_way:
        words = _("Somebody else had typed this number without proof. It was taken out there,")
        messages.info(request, f"{words} " + _("and that person is told."))
    return True


def _taken(person: User) -> str:
    if ProvenIdentity.objects.filter(user=person).exists():
        return _("Another number is proven for this account; nothing was changed.")
    words = _("This number is already proven by another account; nothing was changed.")
    return f"{words} " + _("Ask the person to sign in to that account.")


def _obstacle(person: User, official: User) -> str:
    """Why the official cannot prove anything for this account; empty when he can."""
    if person == official:
        return _("Nobody proves their own identity. Ask a colleague at the desk.")
    if hasattr(person, "proven_identity") and factor_to_compare(person) is None:
        return _("The identity of this account is proven already. There is nothing to do.")
    if not person.full_name:
        words = _("This account has no name to compare with the card.")
        return f"{words} " + _("Ask the person to write it under “My information” first.")
    return ""


def _facts(person: User) -> list[dict[str, str]]:
    facts = [
        {"label": _("Full name"), "value": person.full_name},
        {"label": _("E-mail"), "value": masked(person.proven_email)},
        {"label": _("Phone number"), "value": masked(person.proven_phone)},
    ]
    if factor := factor_to_compare(person):
        day = date_words(timezone.localdate(factor.created_at))
        words = _("set up on %(day)s. Ask whether it is the person’s own.") % {"day": day}
        facts.append({"label": _("Second factor"), "value": words})
    return facts


def _page(request: HttpRequest, name: str, form: object, context: dict) -> HttpResponse:
    content = {**request.desk, **context, "form": form}
    status = 422 if form.errors else 200
    return render(request, f"admin/identity/{name}.html", content, status=status)
