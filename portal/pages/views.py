"""The pages that belong to no app: home, site map, who we are, help, and how the page is shown."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.integrations.selectors import states
from portal.pages.display import COOKIE, COOKIE_DAYS, from_cookie
from portal.pages.guide import samples
from portal.pages.places import PLACES, in_language, open_places
from portal.pages.registry import branches, home_blocks

ICONS = settings.BASE_DIR / "static" / "img" / "icons.svg"
COLOURS = (
    *("ink", "ink-soft", "paper", "card", "sand", "line", "line-strong"),
    *("red", "red-dark", "action", "frame", "gold", "ok", "warn", "bad", "info"),
)

SITE_MAP = (
    (_("Services"), ("procedures", "search", "track", "check", "due_date", "my_dossiers")),
    (_("Information"), ("news", "legal", "directory", "statistics")),
    (_("Have your say"), ("questions", "petitions", "consultations")),
    (_("Your account"), ("account", "papers", "inbox")),
    (
        _("About this portal"),
        ("home", "about", "help", "status", "contact", "accessibility", "privacy", "terms", "api"),
    ),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    shown = []
    for block in home_blocks():
        context = block.context(request)
        if context is not None:
            shown.append({"name": block.name, "template": block.template, "context": context})
    return render(request, "pages/home.html", {"blocks": shown})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    trees = [
        (title, [(place.label, place.url) for place in open_places(*keys)])
        for title, keys in SITE_MAP
    ]
    trees += [
        (
            branch.title,
            [(label, in_language(path, get_language())) for label, path in branch.links()],
        )
        for branch in branches()
    ]
    return render(request, "pages/site_map.html", {"trees": [tree for tree in trees if tree[1]]})


def _plain(template: str) -> Callable[[HttpRequest], HttpResponse]:
    """A page that is only its template."""

    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return page


about = _plain("pages/about.html")
help_page = _plain("pages/help.html")
accessibility = _plain("pages/accessibility.html")
privacy = _plain("pages/privacy.html")
terms = _plain("pages/terms.html")


@require_safe
@cache_control(private=True, max_age=30)
def status(request: HttpRequest) -> HttpResponse:
    """Which services are disturbed now and what will follow, for those that this portal offers."""
    offered = [health for health in states() if health.is_configured]
    disturbed = [health for health in offered if health.is_disturbed]
    context = {"offered": offered, "disturbed": disturbed, "now": timezone.now()}
    return render(request, "pages/status.html", context)


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    reported = request.GET.get("page", "")
    return render(
        request, "pages/contact.html", {"reported": reported if reported.startswith("/") else ""}
    )


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    shown = [
        (
            name,
            [
                (state, render_to_string(f"components/{name}.html", inputs, request))
                for state, inputs in states
            ],
        )
        for name, states in samples()
    ]
    icons = re.findall(r'<symbol id="([a-z]+)"', ICONS.read_text())
    return render(
        request, "pages/style_guide.html", {"components": shown, "icons": icons, "colours": COLOURS}
    )


# Text size and colours are no state of ours and do no harm to anybody: without a token, a reader
# who never signs in is given no cookie, and public pages stay the same for all.
@csrf_exempt
@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    display = from_cookie(request.COOKIES.get(COOKIE, "")).after(request.POST.get("action", ""))
    answer = HttpResponseRedirect(_back(request))
    answer.set_cookie(
        COOKIE,
        display.as_cookie(),
        max_age=COOKIE_DAYS * 86_400,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def _back(request: HttpRequest) -> str:
    """The page the reader was on, if it is ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else PLACES["home"].url
