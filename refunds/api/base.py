"""What every address of the API has: who asks, what they may, what they send."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request, is_form_media_type
from rest_framework.views import APIView

from refunds.api.problems import handle
from refunds.api.reading import DossierParser
from refunds.policies import Dossier, DossierError


class Session(SessionAuthentication):
    """People who are signed in to the back office, with the token against forged requests."""

    def enforce_csrf(self, request: Request) -> None:
        """By the header. The framework's own way reads the body first, and would say of it what is wrong to anybody."""
        super().enforce_csrf(request._request)  # type: ignore[arg-type]  # it asks nothing that only the other has

    def authenticate_header(self, request: Request) -> str:
        """Named, so that who isn't signed in gets a 401 and not a 403."""
        return 'Session realm="refund back office"'


class HasRight(BasePermission):
    """Whether the person has the right that the view names for the method."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Methods without a right are answered with 405, which is no secret."""
        right = view.rights.get(request.method)
        return right is None or request.user.has_perm(right)


class ApiView(APIView):
    """The base of our views. rights: for each method the permission it needs."""

    authentication_classes = [Session]
    permission_classes = [IsAuthenticated, HasRight]
    parser_classes = [DossierParser]
    renderer_classes = [JSONRenderer]
    rights: ClassVar[dict[str, str]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who asks, and what they may; a form is turned away unread, as no address takes one."""
        if is_form_media_type(request.content_type):
            raise UnsupportedMediaType(request.content_type)
        super().initial(request, *args, **kwargs)

    def dossier(self, request: Request) -> Dossier:
        """The dossier in the body; the framework doesn't ask a parser about an empty one."""
        found: Any = request.data
        if not isinstance(found, Dossier):
            raise DossierError("", _("the body is empty"))
        return found

    def get_exception_handler(self) -> Any:
        """Problems, never pages."""
        return handle
