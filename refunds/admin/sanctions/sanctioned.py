"""Pages of rows with sanctions beside them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path

from refunds.admin.record.admin import RecordAdmin
from refunds.admin.sanctions.sanction import Sanction, buttons
from refunds.admin.sanctions.view import SanctionView
from refunds.admin.steps.buttons import Buttons


class SanctionedAdmin(RecordAdmin):
    """A row to look at, with the buttons of its sanctions for who has a part in them."""

    sanctions: tuple[Sanction, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        """The sanctions beside the pages of the row."""
        view = self.admin_site.admin_view(SanctionView.as_view(model_admin=self))
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        return [path("<int:pk>/steps/<slug:name>/", view, name=name), *super().get_urls()]

    def has_sanctions(self, request: HttpRequest, row: Any) -> bool:
        """Whether the person has a part in them."""
        return self.buttons_of(request, row) is not None

    def buttons_of(self, request: HttpRequest, row: Any) -> Buttons | None:
        """The sanctions as the person may take them; None for who has no part in them."""
        return buttons(row, self.sanctions, request.user)

    def page(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """The page of the row, with its buttons."""
        return {**super().page(request, row), "buttons": self.buttons_of(request, row)}
