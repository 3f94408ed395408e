"""What every address of the API has: who asks, what they may, what they send."""

from __future__ import annotations

from typing import IO, Any, ClassVar

from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from refunds.api.problems import TooLarge, handle
from refunds.policies import Dossier, DossierError, read_line
from refunds.policies.dossier import LONGEST_LINE


class Session(SessionAuthentication):
    """People who are signed in to the back office, with the token against forged requests."""

    def authenticate_header(self, request: Request) -> str:
        """Named, so that who isn't signed in gets a 401 and not a 403."""
        return 'Session realm="refund back office"'


class HasRight(BasePermission):
    """Whether the person has the right that the view names for the method."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Methods without a right are answered with 405, which is no secret."""
        right = view.rights.get(request.method)
        return right is None or request.user.has_perm(right)


class DossierParser(BaseParser):
    """The body as a dossier, read as strictly as from a file: no duplicate keys, no NaN, no absurd size or nesting."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        """The dossier. Raises DossierError, TooLarge, UnsupportedMediaType."""
        charset = parse_header_parameters(media_type or "")[1].get("charset", "utf-8")
        encoding = parser_context["request"].headers.get("Content-Encoding", "identity")
        if charset.lower() not in ("utf-8", "utf8") or encoding.lower() != "identity":
            raise UnsupportedMediaType(f"{media_type} ({encoding})")
        body = stream.read(LONGEST_LINE + 1)
        if len(body) > LONGEST_LINE:
            raise TooLarge
        return read_line(body)


class ApiView(APIView):
    """The base of our views. rights: for each method the permission it needs."""

    authentication_classes = [Session]
    permission_classes = [IsAuthenticated, HasRight]
    parser_classes = [DossierParser]
    renderer_classes = [JSONRenderer]
    rights: ClassVar[dict[str, str]] = {}

    def dossier(self, request: Request) -> Dossier:
        """The dossier in the body; the framework doesn't ask a parser about an empty one."""
        found: Any = request.data
        if not isinstance(found, Dossier):
            raise DossierError("", _("the body is empty"))
        return found

    def get_exception_handler(self) -> Any:
        """Problems, never pages."""
        return handle
