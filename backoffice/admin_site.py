from typing import Any

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

OURS = ("accounts.", "refunds.")


class BackOfficeSite(AdminSite):
    """The admin of the customer service team."""

    site_title = _("Refund back office")
    site_header = _("Refund back office")
    index_title = _("Overview")
    empty_value_display = "—"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Show our own pages only.

        A page that a package brings along (groups, jobs, attempts to sign in) knows nothing of our roles, and some
        let everybody who may look cancel or delete.
        """
        if admin_class is not None and admin_class.__module__.startswith(OURS):
            super().register(model_or_iterable, admin_class, **options)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The stock page with a form of ours: that somebody changed their password goes into their history."""
        from accounts.password_forms import OwnPasswordForm  # models aren't loaded yet when the site is made

        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)
    enable_nav_sidebar = False
    site_url = None

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The start page: the queues of the person's day."""
        from refunds.admin.start_page import start_page  # the site is made before the models are there

        return super().index(request, {**start_page(request), **(extra_context or {})})
