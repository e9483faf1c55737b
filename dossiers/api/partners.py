"""`partners/national/…`: the national portal hands over dossiers and asks how they stand.

Every call is signed (`portal.integrations.signatures`) and let in once.
"""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from dossiers.api.national_message import NationalDossierIn, field_name, read
from dossiers.errors import Conflict, Invalid
from dossiers.models import Dossier
from dossiers.selectors.national import status_of
from dossiers.selectors.national.steps import due_of
from dossiers.services.receive_national import receive_national
from portal.integrations.client import received
from portal.integrations.national.gen1 import codes
from portal.integrations.national.incoming import keys
from portal.integrations.national.port import NAME
from portal.integrations.national.words import moment
from portal.integrations.selectors import is_on
from portal.integrations.services import let_in
from portal.integrations.signatures import Refusal, SignatureRefused, Signed, check

LARGEST = 1024 * 1024
"""Bytes of one message; files travel by link."""
WORDS: dict[Refusal, Promise] = {
    Refusal.MISSING: gettext_lazy(
        "Sign the call: the headers Content-Digest, Signature-Input and Signature are needed."
    ),
    Refusal.MALFORMED: gettext_lazy(
        "The signature cannot be read: it covers “@method”, “@path” and “content-digest” "
        "and states created, keyid and nonce."
    ),
    Refusal.BODY: gettext_lazy("The body is not the one that was signed."),
    Refusal.TIME: gettext_lazy(
        "The signature is more than five minutes away from our clock. Sign again, with the "
        "time of now."
    ),
    Refusal.WRONG: gettext_lazy("The signature does not hold under any key of this partner."),
}
USED = gettext_lazy("This signed call was made before. Sign each call anew, with a new nonce.")
NOT_UTF8 = gettext_lazy("The body must be JSON in UTF-8.")


def signed(request: HttpRequest) -> Signed:
    """Whose call it is. Raises HttpError with words that say how to mend it."""
    if not is_on(NAME):
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("At most 1 MB; files go by link."))
    path = request.get_full_path()
    try:
        found = check(request.method, path, request.body, request.headers, keys())
    except SignatureRefused as refused:
        raise _refused(HTTPStatus.UNAUTHORIZED, WORDS[refused.refusal], refused.refusal) from None
    if not let_in(NAME, found.nonce):
        raise _refused(HTTPStatus.UNAUTHORIZED, USED, "replayed")
    try:
        request.body.decode()
    except UnicodeDecodeError:
        raise _refused(HTTPStatus.BAD_REQUEST, NOT_UTF8, "encoding") from None
    return found


def _refused(status: int, words: str | Promise, code: str = "") -> HttpError:
    received(NAME, "partners", status=status, error=code or str(int(status)))
    return HttpError(int(status), str(words))


router = Router(tags=["partners"], auth=signed)


class StandingOut(Schema):
    """How a dossier stands, in the numbers of the national list."""

    MaHoSo: str = Field(description="The code under which you know it.")
    SoTiepNhan: str = Field(description="Our code, before acceptance our submission number.")
    TrangThaiHoSo: str = Field(description="1 to 10.")
    NgayNhan: str = Field(description="When our system received it.")
    NgayTiepNhan: str
    NgayHenTra: str
    TepChuaTai: list[str] = Field(description="Ids of files that could not be fetched.")


@router.post("partners/national/dossiers", response=StandingOut, summary="Hand over a dossier")
def hand_over(request: HttpRequest, message: NationalDossierIn) -> StandingOut:
    """The same code with the same body gives the same answer, however often it is sent; with
    another body it is 409 and nothing changes. Files are fetched afterwards.
    """
    # Only the values that were sent count as the message, so that a new field breaks no repeat.
    fields = message.model_dump(mode="json", exclude_unset=True)
    try:
        taken = receive_national(incoming=read(message), fields=fields)
    except Invalid as invalid:
        received(NAME, "dossier", status=400, error="invalid")
        raise ValidationError(
            {field_name(path): words for path, words in invalid.errors.items()}
        ) from None
    except Conflict as conflict:
        received(NAME, "dossier", status=409, error="conflict", about=_about(conflict.dossier))
        raise HttpError(HTTPStatus.CONFLICT, str(conflict.message)) from None
    received(NAME, "dossier", status=200, about=_about(taken.dossier))
    return _standing(taken.dossier)


@router.get(
    "partners/national/dossiers/{code}", response=StandingOut, summary="How a dossier stands"
)
def standing(request: HttpRequest, code: str) -> StandingOut:
    """By the code under which you know it; anybody else's dossier is 404."""
    found = Dossier.objects.filter(external_partner=NAME, external_code=code).first()
    if found is None:
        raise Http404
    received(NAME, "standing", status=200, about=_about(found))
    return _standing(found)


def _about(dossier: Dossier) -> str:
    return f"dossier:{dossier.pk}"


def _standing(dossier: Dossier) -> StandingOut:
    arrival = getattr(dossier, "arrival", None)
    lost = arrival.files.filter(state="FAILED").order_by("id") if arrival else ()
    return StandingOut(
        MaHoSo=dossier.external_code,
        SoTiepNhan=dossier.reference,
        TrangThaiHoSo=codes.STATUS[status_of(dossier.state)],
        NgayNhan=moment(dossier.submitted_at),
        NgayTiepNhan=moment(dossier.accepted_at),
        NgayHenTra=moment(due_of(dossier)),
        TepChuaTai=[file.key for file in lost],
    )
