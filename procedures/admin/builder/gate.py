"""Whether the form may be published: what refuses it, what to look at again, where to mend it."""

from django.http import HttpRequest, HttpResponse

from procedures.admin.builder.doors import on_version, show, to
from procedures.builder import tree
from procedures.eforms.gate import Finding
from procedures.models import EFormVersion
from procedures.services.check_form import findings_of, results_of


@on_version
def gate(request: HttpRequest, version: EFormVersion) -> HttpResponse:
    found = [{"finding": each, "url": _where(version, each)} for each in findings_of(version)]
    failed = [trial for trial, outcome in results_of(version) if not outcome.passed]
    context = {
        "refused": [each for each in found if each["finding"].refused],
        "warned": [each for each in found if not each["finding"].refused],
        "failed": failed,
        "here": "gate",
    }
    return show(request, version, "gate", context)


def _where(version: EFormVersion, finding: Finding) -> str:
    """The page on which it is mended."""
    known = {path for path, _item in tree.questions(version.definition)}
    if finding.path in known:
        return to(version, "field", finding.path)
    if finding.section and not finding.path:
        return to(version, "section", finding.section)
    return to(version, "outline")
