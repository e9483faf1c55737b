"""The owner's dossiers: the list, one dossier, withdrawing, rating."""

from collections.abc import Collection
from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.errors import Conflict, Invalid
from dossiers.forms.citizen import RatingForm, WithdrawForm
from dossiers.models import Dossier
from dossiers.models.explanation import Source
from dossiers.models.mandate import Power
from dossiers.permissions import powers_over
from dossiers.selectors.archive.lists import stone_of
from dossiers.selectors.citizen import dossiers_page, moments, waiting_dossiers
from dossiers.selectors.drafts import drafts_of
from dossiers.selectors.earlier import AGAIN
from dossiers.services.explain import open_explanation
from dossiers.services.rate import rate
from dossiers.services.withdraw import withdraw
from dossiers.views.doors import with_dossier, with_dossier_to
from dossiers.views.errors import put_errors
from dossiers.views.parts import ASIDE, MAIN, parts_of
from dossiers.views.parts.issued import result_links
from dossiers.workflow import RATED, Action, actions_from
from portal.accounts.actors import actor_of
from portal.audit.purposes import Purpose
from portal.audit.services import looked

DRAFTS_SHOWN = 20
WAITING_SHOWN = 10


def mine(request: HttpRequest) -> HttpResponse:
    """`/ho-so/`: what waits for the person, drafts, then all dossiers, latest first, cut by key."""
    after = request.GET.get("sau", "")
    today = timezone.localdate()
    page = dossiers_page(request.user, today, after)
    context = {
        "waiting": [] if after else waiting_dossiers(request.user, today, WAITING_SHOWN),
        "drafts": [] if after else drafts_of(request.user)[:DRAFTS_SHOWN],
        "dossiers": page.rows,
        "next_url": f"{request.path}?sau={page.next_key}" if page.next_key else "",
        "first_url": request.path if after else "",
    }
    return render(request, "dossiers/mine.html", context)


@with_dossier
def detail(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """`/ho-so/<id>/`: what to do, where it is, what comes next and by when, what happened."""
    looked(actor_of(request), dossier, dossier.owner_id, Purpose.REPRESENTATION)
    if dossier.archived_at and (stone := stone_of(dossier)):
        context = {"dossier": dossier, "stone": stone}
        return render(request, "dossiers/archive/gone.html", context)
    powers = powers_over(request.user, dossier, timezone.localdate())
    context = {
        "dossier": dossier,
        "parts": parts_of(MAIN, dossier, request),
        "aside": parts_of(ASIDE, dossier, request),
        "results": result_links(dossier, powers),
        "can": _can(dossier, powers),
    }
    return render(request, "dossiers/detail.html", context)


def _can(dossier: Dossier, powers: Collection[Power] = tuple(Power)) -> dict[str, bool]:
    files = Power.FILE in powers
    return {
        "answer": files and dossier.is_asked_to_complete,
        "withdraw": files and Action.WITHDRAW in actions_from(dossier.state),
        "rate": files and _can_be_rated(dossier),
        "again": files and dossier.state in AGAIN,
        "complain": files,
        "pay": Power.PAY in powers,
        "receive": Power.RECEIVE in powers,
    }


def _can_be_rated(dossier: Dossier) -> bool:
    rated = hasattr(dossier, "rating")
    return dossier.state in RATED and dossier.archived_at is None and not rated


@with_dossier_to(Power.FILE)
def withdraw_dossier(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    if not _can(dossier)["withdraw"]:
        messages.warning(request, _("This dossier can no longer be withdrawn."))
        return redirect(dossier)
    form = WithdrawForm(request.POST or None, initial={"version": dossier.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            withdraw(
                dossier=dossier,
                by=request.user,
                expected_version=given["version"],
                reason=given["reason"],
            )
        except Conflict:
            return conflict(request, dossier)
        messages.success(request, _("The dossier has been withdrawn."))
        return redirect(dossier)
    return render(request, "dossiers/withdraw.html", {"dossier": dossier, "form": form})


@with_dossier_to(Power.FILE)
def rate_dossier(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    if not _can(dossier)["rate"]:
        return redirect(dossier)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = dict(form.cleaned_data)
            wanted = given.pop("answer_wanted")
            rate(dossier=dossier, by=request.user, **given)
            _ask_for_answer(request, dossier, given["comment"] if wanted else "")
            messages.success(request, _("Thank you. Your rating has been kept."))
        except Conflict as already:
            messages.info(request, str(already))
        except Invalid as invalid:
            put_errors(form, invalid.errors)
        if not form.errors:
            return redirect(dossier)
    return render(request, "dossiers/rate.html", {"dossier": dossier, "form": form})


def _ask_for_answer(request: HttpRequest, dossier: Dossier, comment: str) -> None:
    """The rating itself stays secret; only a comment its author wants answered opens a case."""
    if comment.strip():
        with suppress(Conflict):
            open_explanation(
                dossier=dossier, by=request.user, opinion=comment, source=Source.RATING
            )


def conflict(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Somebody moved the dossier meanwhile: say what happened, with 409."""
    last = moments(dossier)[-1]
    context = {"dossier": dossier, "last": last}
    return render(request, "dossiers/conflict.html", context, status=409)
