from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

OURS = ("accounts.", "refunds.")
UNUSED = ("autocomplete", "view_on_site")
only_looked_at = require_http_methods(["GET", "HEAD"])


class BackOfficeSite(AdminSite):
    """The admin of the customer service team."""

    site_title = _("Refund back office")
    site_header = _("Refund back office")
    index_title = _("Overview")
    empty_value_display = "—"
    enable_nav_sidebar = False
    site_url = None

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Show our own pages only.

        A page that a package brings along (groups, jobs, attempts to sign in) knows nothing of our roles, and some
        let everybody who may look cancel or delete.
        """
        if admin_class is not None and admin_class.__module__.startswith(OURS):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """The stock addresses, less two that no page of ours uses: choosing rows as one types, and leaving the site."""
        return [found for found in super().get_urls() if getattr(found, "name", "") not in UNUSED]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """The stock guard of every page; an address that is asked in a way that it does not take says so."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            from refunds.admin.refused.wrong_way import wrong_way  # the site is made before the models are there

            answer = guarded(request, *args, **kwargs)
            return wrong_way(request, answer) if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED else answer

        return answered

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page gets, less the lists of the stock site: the menu asks for them (refunds/admin/navigation)."""
        return {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "has_permission": self.has_permission(request),
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
        }

    def _build_app_dict(self, request: HttpRequest, label: Any = None) -> Any:
        """The lists with their names as text: the stock site sorts them, and would translate each name many times."""
        built = super()._build_app_dict(request, label)
        for app in built.values():
            for model in app["models"]:
                model["name"] = str(model["name"])
        return built

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The start page: the queues of the person's day."""
        from refunds.admin.start_page import start_page  # the site is made before the models are there

        return only_looked_at(super().index)(request, {**start_page(request), **(extra_context or {})})

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> Any:
        """The lists of one part; it takes nothing."""
        return only_looked_at(super().app_index)(request, app_label, extra_context)

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The stock page with a form of ours."""
        from accounts.sign_in_form import SignInForm  # models aren't loaded yet when the site is made

        self.login_form = SignInForm
        return super().login(request, extra_context)

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
