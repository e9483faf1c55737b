"""Forms as files: taken along to another installation, read in with clear refusals."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from procedures.admin.builder.doors import editors, on_version, to
from procedures.builder.files import LARGEST, Unreadable, read, write
from procedures.errors import CatalogueError
from procedures.models import EForm, EFormVersion
from procedures.services.start_form import start_form, start_version


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File of a form"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=gettext_lazy("A file that “Take along as a file” has written, up to 1 MB."),
    )
    form = forms.ModelChoiceField(
        label=gettext_lazy("What becomes of it"),
        queryset=EForm.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("A new form"),
        help_text=gettext_lazy("Choose a form to make the file its next version."),
    )

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than a form can be."))
        try:
            _key, definition = read(sent.read())
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        return definition


@on_version
def take(request: HttpRequest, version: EFormVersion) -> HttpResponse:
    """The version as a file."""
    key = version.form.key
    name = f"{key}-{version.number}.json"
    return HttpResponse(
        write(version.definition, key),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def bring(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        definition, held = form.cleaned_data["file"], form.cleaned_data["form"]
        try:
            if held:
                draft = start_version(form=held, by=request.actor, definition=definition)
            else:
                draft = start_form(definition=definition, by=request.actor)
        except CatalogueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The form was read in as a draft."))
            return redirect(to(draft, "outline"))
    status = 422 if form.errors else 200
    return render(
        request, "admin/eforms/import.html", {**request.desk, "form": form}, status=status
    )
