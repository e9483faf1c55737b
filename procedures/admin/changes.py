"""The difference of two revisions, for whoever writes or publishes one."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.admin_site.views import official_view
from procedures.changes import compare_revisions
from procedures.models import Revision
from procedures.permissions import EDITORS
from procedures.selectors.history import revision_before
from procedures.workflow import State


class OtherForm(forms.Form):
    """Which revision to compare with; any other of the same procedure."""

    voi = forms.ModelChoiceField(Revision.objects.none(), label=_("Compare with"), required=False)

    def __init__(self, revision: Revision, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = revision.procedure.revisions.exclude(pk=revision.pk)
        field = self.fields["voi"]
        field.queryset = others.select_related("procedure", "form__form").order_by("-number")
        field.label_from_instance = _label


def _label(revision: Revision) -> str:
    return f"{revision.number} – {revision.get_state_display()}, {revision.in_force_from:%d/%m/%Y}"


@require_safe
@official_view(*EDITORS)
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft against the revision in force, a published one against the one before, or any two."""
    found = Revision.objects.select_related("procedure__current__form__form", "form__form")
    new = get_object_or_404(found, pk=pk)
    asked = OtherForm(new, request.GET or None)
    chosen = asked.cleaned_data["voi"] if asked.is_valid() else None
    old = chosen or _usual(new)
    form = OtherForm(new, initial={"voi": old})
    context = request.desk | {
        "new": new,
        "old": old,
        "form": form,
        "comparison": compare_revisions(old, new) if old else None,
    }
    return render(request, "admin/procedures/changes.html", context)


def _usual(new: Revision) -> Revision | None:
    current = new.procedure.current
    if new.state == State.DRAFT and current is not None:
        return current
    return revision_before(new)
