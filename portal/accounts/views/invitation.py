from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.forms.invitation import AcceptForm
from portal.accounts.limits import hit
from portal.accounts.services.invite import (
    InvitationClosed,
    accept_invitation,
    open_invitation,
)


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time door for a new official; a link used or too old is 404."""
    hit("invitation", request.device)
    try:
        offer = open_invitation(token)
        form = AcceptForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            accept_invitation(token=token, password=form.cleaned_data["password1"])
            words = _("Your account is ready. Sign in, then set up your second factor.")
            messages.success(request, words)
            return redirect("account_login")
    except InvitationClosed as closed:
        raise Http404 from closed
    return render(request, "accounts/invitation.html", {"form": form, "offer": offer})
