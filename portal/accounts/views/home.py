"""The account's own pages: what the portal knows about me and who looked at it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.actors import actor_of
from portal.accounts.assurance import Assurance, assurance_of
from portal.accounts.forms.profile import ProfileForm
from portal.accounts.forms.requests import RequestForm
from portal.accounts.looks import looks_at
from portal.accounts.models import CitizenProfile
from portal.accounts.services.account_requests import ask_about_account, withdraw_request
from portal.accounts.services.change_profile import change_profile


def home(request: HttpRequest) -> HttpResponse:
    context = {
        "proven": getattr(request.user, "proven_identity", None),
        "strong": assurance_of(request) == Assurance.IDENTITY,
        "memberships": request.user.memberships.select_related("organisation")[:5],
    }
    return render(request, "accounts/home.html", context)


def profile(request: HttpRequest) -> HttpResponse:
    own = CitizenProfile.objects.filter(user=request.user).first()
    own = own or CitizenProfile(user=request.user)
    form = ProfileForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        change_profile(user=request.user, by=actor_of(request), **form.changes())
        messages.success(request, _("Your information is saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


def accesses(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/accesses.html", {"looks": looks_at(request.user)})


def requests(request: HttpRequest) -> HttpResponse:
    form = RequestForm(request.POST or None)
    if request.method == "POST" and request.POST.get("action") == "withdraw":
        withdraw_request(user=request.user, request_id=request.POST.get("request", ""))
        messages.success(request, _("Your request is withdrawn."))
        return redirect("accounts:requests")
    if request.method == "POST" and form.is_valid():
        ask_about_account(user=request.user, by=actor_of(request), **form.cleaned_data)
        messages.success(request, _("We have your request. You will get an answer by notice."))
        return redirect("accounts:requests")
    asked = request.user.account_requests.all()[:20]
    return render(request, "accounts/requests.html", {"form": form, "asked": asked})
