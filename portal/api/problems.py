"""Errors of the API as `application/problem+json` (RFC 9457), in the reader's language.

Apps raise what Django has for it: Http404, PermissionDenied, ValidationError by field.
"""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.core.exceptions import ValidationError as FormError
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, JsonResponse, RawPostDataException
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from portal.api.language import wanted

log = logging.getLogger("django.request")


class FieldProblem(Schema):
    """What is wrong with one value, and how to mend it."""

    field: str
    message: str


class ProblemOut(Schema):
    """The shape of every error."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[FieldProblem] = []


class Problem(Exception):
    """An answer that is an error. `errors` are pairs of field and message."""

    def __init__(
        self, status: int, title: str, detail: str = "", errors: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.detail = detail
        self.errors = [FieldProblem(field=field, message=message) for field, message in errors]


def answer(problem: Problem) -> JsonResponse:
    body = ProblemOut(
        title=problem.title,
        status=problem.status,
        detail=problem.detail,
        errors=problem.errors,
    )
    return JsonResponse(
        body.model_dump(exclude_defaults=True) | {"type": body.type},
        status=problem.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def handle_in(api: NinjaAPI) -> None:
    """Have `api` answer every error as a problem."""
    for error, handler in _HANDLERS.items():
        api.add_exception_handler(error, handler)


def _problem(request: HttpRequest, error: Problem) -> JsonResponse:
    return answer(error)


def _invalid(request: HttpRequest, error: ValidationError) -> JsonResponse:
    faults = [(str(fault["loc"][-1]), fault["msg"]) for fault in error.errors]
    title = _("Please mend the following")
    return answer(Problem(HTTPStatus.BAD_REQUEST, title, errors=faults))


def _refused_values(request: HttpRequest, error: FormError) -> JsonResponse:
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    faults = [
        ("" if field == NON_FIELD_ERRORS else field, message)
        for field, messages in by_field.items()
        for message in messages
    ]
    title = _("Please mend the following")
    return answer(Problem(HTTPStatus.BAD_REQUEST, title, errors=faults))


def _not_found(request: HttpRequest, error: Http404) -> JsonResponse:
    return answer(Problem(HTTPStatus.NOT_FOUND, _("There is nothing at this address.")))


def _refused(request: HttpRequest, error: Exception) -> JsonResponse:
    return answer(Problem(HTTPStatus.FORBIDDEN, _("You may not open this.")))


def _unknown_caller(request: HttpRequest, error: Exception) -> JsonResponse:
    return answer(Problem(HTTPStatus.UNAUTHORIZED, _("We do not know who is calling.")))


def _too_many(request: HttpRequest, error: Throttled) -> JsonResponse:
    problem = Problem(HTTPStatus.TOO_MANY_REQUESTS, _("Too many calls. Please wait a moment."))
    response = answer(problem)
    response["Retry-After"] = str(error.wait or 60)
    return response


def _http(request: HttpRequest, error: HttpError) -> JsonResponse:
    return answer(Problem(error.status_code, str(error)))


def _not_json(request: HttpRequest, error: RawPostDataException) -> JsonResponse:
    """A body that said it was a form of files: it was read as one and is no message."""
    return answer(Problem(HTTPStatus.BAD_REQUEST, _("The body must be JSON in UTF-8.")))


def _broken(request: HttpRequest, error: Exception) -> JsonResponse:
    """Our own fault: told to whoever watches, as Django does, and to the caller in words."""
    got_request_exception.send(sender=None, request=request)
    log.error("%s: %s", request.path, error, exc_info=error, extra={"request": request})
    problem = Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, _("Something broke on our side. Please try again later.")
    )
    return answer(problem)


def unknown(request: HttpRequest, rest: str) -> JsonResponse:
    """Any address of the API that no operation has."""
    with translation.override(wanted(request)):
        return _not_found(request, Http404())


_HANDLERS: dict[type[Exception], Any] = {
    Problem: _problem,
    ValidationError: _invalid,
    FormError: _refused_values,
    Http404: _not_found,
    PermissionDenied: _refused,
    AuthenticationError: _unknown_caller,
    Throttled: _too_many,
    HttpError: _http,
    RawPostDataException: _not_json,
    Exception: _broken,
}
