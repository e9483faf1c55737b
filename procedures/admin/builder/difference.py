"""What a version changes against another one of the same form, in words."""

from django.http import Http404, HttpRequest, HttpResponse

from portal.kernel.numbers import whole_number
from procedures.admin.builder.doors import on_version, show
from procedures.admin.builder.known import facts_of
from procedures.builder.differences import differences
from procedures.models import EFormVersion


@on_version
def difference(request: HttpRequest, version: EFormVersion) -> HttpResponse:
    """Against the version before, or the one that the address names."""
    others = version.form.versions.exclude(pk=version.pk).order_by("-number")
    asked = request.GET.get("truoc")
    named = {"number": whole_number(asked)} if asked else {"number__lt": version.number}
    before = others.filter(**named).first()
    if asked and before is None:
        raise Http404
    facts = {each.path: each for each in facts_of(version)}
    context = {
        "before": before,
        "others": list(others[:30]),
        "rows": differences(before.definition, version.definition, facts) if before else [],
        "here": "difference",
    }
    return show(request, version, "difference", context)
