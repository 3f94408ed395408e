"""Errors as problem documents (RFC 9457): a stable type, one sentence, and where it is wrong. No traces."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.http import Http404
from django.utils.timezone import now
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from accounts.acts import Act
from refunds.models import RefusalKind
from refunds.operations.perform import Refused
from refunds.operations.refusals import record_refusal
from refunds.policies import DossierError

MEDIA_TYPE = "application/problem+json"
TYPES = "urn:refund-back-office:problem:"

log = structlog.get_logger(__name__)


class TooLarge(exceptions.APIException):
    """A body that is longer than any document we read."""

    status_code = 413
    default_code = "too-large"
    default_detail = "The body is too long."


def problem(status: int, kind: str, title: Any, detail: str = "", **more: Any) -> Response:
    """A problem document. kind: the end of its type, which never changes; programs act on it."""
    document = {"type": f"{TYPES}{kind}", "title": str(title), "status": status, "detail": detail, **more}
    return Response({key: value for key, value in document.items() if value != ""}, status, content_type=MEDIA_TYPE)


def handle(error: Exception, context: dict[str, Any]) -> Response:
    """The answer to an exception; what nobody foresaw is logged, and says nothing of itself."""
    set_rollback()
    if isinstance(error, DossierError):
        return problem(422, "not-a-dossier", _("The document can't be read"), error.sentence, path=error.path)
    if isinstance(error, Refused):
        on_record(error.sentences, context)
        return problem(409, "refused", _("Nothing was changed"), str(error), reasons=error.sentences)
    if isinstance(error, Http404):
        return problem(404, "not-found", _("There is nothing here"))
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        on_record([str(error)] if str(error) else [], context, RefusalKind.PERMISSION)
    if isinstance(error, PermissionDenied):
        return problem(403, "not-allowed", _("Your role does not include this"))
    if isinstance(error, exceptions.ValidationError):
        return not_valid(error)
    if isinstance(error, exceptions.APIException):
        return of_the_framework(error)
    return of_the_database(error) or unforeseen(error)


def on_record(said: list[str], context: dict[str, Any], kind: RefusalKind | None = None) -> None:
    """That a program of somebody tried what was refused. kind: by the sentences, where it is left out."""
    request = context["request"]
    if request.user.is_authenticated:
        act = Act(by=request.user, at=now())
        record_refusal(kind, what=f"{request.method} {request.path}", act=act, said=said)


def not_valid(error: exceptions.ValidationError) -> Response:
    """What is wrong with which field; of several the first one by itself, too."""
    detail: Any = error.detail
    found = [(name, str(sentence)) for name, sentences in detail.items() for sentence in sentences]
    whole, (path, first) = api_settings.NON_FIELD_ERRORS_KEY, found[0]
    said = [sentence if name == whole else f"{name}: {sentence}" for name, sentence in found]
    where = {} if path == whole else {"path": path}
    return problem(400, "not-valid", error.default_detail, first, **where, reasons=said)


def of_the_framework(error: exceptions.APIException) -> Response:
    """What the REST framework found wrong with a request."""
    code = error.get_codes()
    kind = str(code).replace("_", "-") if isinstance(code, str) else "not-valid"
    answer = problem(error.status_code, kind, error.detail if isinstance(error.detail, str) else error.default_detail)
    if header := getattr(error, "auth_header", None):
        answer.headers["WWW-Authenticate"] = header
    return answer


def of_the_database(error: Exception) -> Response | None:
    """What only the database saw: its words are for the log."""
    if isinstance(error, DataError):
        log.warning("the database refused a value", exc_info=error)
        return problem(422, "not-storable", _("The document holds a value that can't be stored"))
    if isinstance(error, IntegrityError):
        log.warning("the database refused a row", exc_info=error)
        return problem(409, "refused", _("Nothing was changed"), _("It contradicts what is on record."))
    return None


def unforeseen(error: Exception) -> Response:
    """A fault of ours."""
    log.error("an API request failed", exc_info=error)
    return problem(500, "fault", _("Something went wrong on our side; nothing was changed"))
