"""The OpenAPI description of the API, for who is signed in."""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.permissions import IsAuthenticated

from refunds.api.base import Session
from refunds.api.problems import handle


class SignedIn(SessionScheme):
    """Tells the description what `Session` is: the cookie of the back office."""

    target_class = "refunds.api.base.Session"


class Description(SpectacularJSONAPIView):
    """OpenAPI 3, made from the code."""

    authentication_classes = [Session]
    permission_classes = [IsAuthenticated]

    def get_exception_handler(self) -> Any:
        """Problems, never pages."""
        return handle
