"""The account's notices: what the portal told this person, and by which ways it went out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.messaging import selectors
from portal.messaging.forms import WishesForm
from portal.messaging.models import Wishes
from portal.messaging.services import mark_all_read, mark_read, wish


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """The list; `?before=` continues it. Posting marks everything as read."""
    if request.method == "POST":
        mark_all_read(recipient_id=request.user.pk)
        if selectors.unread(request.user.pk):
            words = _(
                "Marked as read. What a date of the law hangs on stays new until you open it."
            )
        else:
            words = _("All notices are marked as read.")
        messages.success(request, words)
        return redirect("messaging:inbox")
    before = request.GET.get("before", "")
    page = selectors.inbox(request.user.pk, _number(before))
    here = reverse("messaging:inbox")
    context = {
        "page": page,
        "newest_url": here if before else "",
        "older_url": f"{here}?before={page.next_before}" if page.next_before else "",
        "unread": selectors.unread(request.user.pk),
        "many": selectors.MANY,
    }
    return render(request, "messaging/inbox.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One notice. Reading it is told by a POST, which a browser with JavaScript sends by itself."""
    found = selectors.notice_of(request.user.pk, public_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        mark_read(notice=found)
        return redirect("messaging:notice", public_id=public_id)
    trail = [(_("Notices"), reverse("messaging:inbox"))]
    return render(request, "messaging/notice.html", {"notice": found, "trail": trail})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """By which ways this person wants to be told."""
    kept = Wishes.objects.filter(pk=request.user.pk).first()
    form = WishesForm(
        request.POST or None, wishes=kept, is_official=getattr(request.user, "is_official", False)
    )
    if request.method == "POST" and form.is_valid():
        wish(
            person_id=request.user.pk,
            switched_off=form.switched_off(),
            digest=form.cleaned_data["digest"],
        )
        messages.success(request, _("Your choice is saved."))
        return redirect("messaging:wishes")
    trail = [(_("Notices"), reverse("messaging:inbox"))]
    return render(request, "messaging/wishes.html", {"form": form, "trail": trail})


def _number(text: str) -> int | None:
    """A key of the list as it stands in an address. Raises Http404 for anything else."""
    if not text:
        return None
    # Eighteen digits fit the key's type; whatever is longer was not made by this page.
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)
