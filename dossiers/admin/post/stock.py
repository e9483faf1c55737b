"""Waybill numbers: how many are left of each carrier, and putting in more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dossiers.errors import Invalid
from dossiers.forms.desk.post import StockForm
from dossiers.selectors.postage import stocks
from dossiers.services.shipments.waybills import add_waybills
from portal.admin_site.views import official_view
from portal.agencies.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(Role.DESK, Role.ADMIN)
def stock(request: HttpRequest) -> HttpResponse:
    known = stocks()
    rows = []
    for each in known:
        pressed = request.method == "POST" and request.POST.get("action") == each.carrier
        form = StockForm(request.POST if pressed else None, auto_id=f"{each.carrier}_%s")
        if pressed and form.is_valid() and _added(request, each.carrier, form):
            return redirect("post_desk:stock")
        rows.append({"stock": each, "form": form})
    return render(request, "dossiers/desk/post/stock.html", {**request.desk, "rows": rows})


def _added(request: HttpRequest, carrier: str, form: StockForm) -> bool:
    numbers = form.cleaned_data["numbers"].split()
    try:
        count = add_waybills(carrier=carrier, numbers=numbers, by=request.actor)
    except Invalid as invalid:
        form.add_error("numbers", invalid.errors["numbers"])
        return False
    messages.success(request, _("New numbers in stock: %(n)s.") % {"n": count})
    return True
