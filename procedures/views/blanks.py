"""Forms to print and fill in by hand (32/2017/TT-BTTTT, Điều 5: from level 2 on)."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from portal.documents.errors import PdfUnavailable
from portal.documents.models import StoredFile
from portal.documents.public import public_file
from procedures.models import Revision
from procedures.printing import FORMATS, Format
from procedures.rules.codes import split_code
from procedures.selectors import procedure_of
from procedures.selectors.blanks import address, attached_form, blank_of, printed

DAY = 24 * 3600


@require_safe
def blank(request: HttpRequest, code: str, key: str, ending: str) -> HttpResponse:
    """`/thu-tuc/<code>/mau/<key>.<ending>`: the electronic form left open, or the form of a paper.

    The electronic form is printed when its revision comes into force. Until that print is there it
    is set while the reader waits: two pages take half a second, less than the way through a queue.
    """
    parts = split_code(code)
    if parts and parts[0] != code:
        return redirect("procedures:blank", parts[0], key, ending, permanent=True)
    found = procedure_of(code)
    if found is None:
        raise Http404
    revision = found.current
    generated = revision.form is not None and key == revision.form.form.key and ending in FORMATS
    if generated:
        wanted = FORMATS[ending]
        kept = printed(revision, wanted)
        return _file(request, kept) if kept else _set_now(request, revision, wanted)
    attached = attached_form(revision, key, request.GET.get("case", ""), ending)
    if attached is None:
        raise Http404
    return _file(request, attached)


def _file(request: HttpRequest, file: StoredFile) -> HttpResponse:
    etag = f'"{file.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    response = public_file(file)
    if response is None:
        raise Http404
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=DAY)
    return response


def _set_now(request: HttpRequest, revision: Revision, wanted: Format) -> HttpResponse:
    key = revision.form.form.key
    try:
        data = wanted.render(blank_of(revision))
    except PdfUnavailable:
        other = address(revision, key, "odt")
        return render(request, "procedures/no_pdf.html", {"other": other}, status=503)
    response = FileResponse(
        iter([data]),
        filename=f"{key}.{wanted.ending}",
        as_attachment=True,
        content_type=wanted.content_type,
    )
    response["Content-Length"] = len(data)
    patch_cache_control(response, public=True, max_age=60)
    return response
