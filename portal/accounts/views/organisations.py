from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.actors import actor_of
from portal.accounts.forms.organisation import OrganisationForm
from portal.accounts.services.represent import end_membership, register_organisation
from portal.kernel.numbers import whole_number


def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations for which the person acts; add one, or stop acting for one."""
    held = request.user.memberships.on(timezone.localdate()).select_related("organisation")
    if request.POST.get("action") == "leave":
        membership = get_object_or_404(held, pk=whole_number(request.POST.get("membership")))
        end_membership(membership=membership, by=actor_of(request))
        messages.success(request, _("You no longer act for this organisation."))
        return redirect("accounts:organisations")
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        register_organisation(user=request.user, by=actor_of(request), **form.cleaned_data)
        messages.success(request, _("The organisation is added to your account."))
        return redirect("accounts:organisations")
    return render(request, "accounts/organisations.html", {"form": form, "held": held})
