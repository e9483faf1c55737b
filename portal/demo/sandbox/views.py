from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from portal.demo.sandbox.choice import CHOSEN
from portal.demo.sandbox.people import PEOPLE


def choose(request: HttpRequest) -> HttpResponse:
    """The sign-in page of the sandbox: choose who you are today."""
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    if request.method == "POST":
        user = get_object_or_404(User, username=request.POST.get("person"))
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        request.session[CHOSEN] = True
        return redirect(target)
    context = {"people": PEOPLE, "portal": settings.PORTAL_URL, "asked": target != "/"}
    return render(request, "people.html", context)


def health(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})
