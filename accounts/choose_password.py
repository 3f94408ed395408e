"""The page behind an address that an administrator handed over; it works once."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.password_forms import FirstPasswordForm


class ChoosePassword(PasswordResetConfirmView):
    """Django's page for a forgotten password, reached without mail; it ends at the sign-in."""

    form_class = FirstPasswordForm
    template_name = "accounts/choose_password.html"
    title = gettext_lazy("Choose a password")
    success_url = reverse_lazy("admin:login")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page belongs to the back office, though nobody is signed in."""
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Store the password and send its owner to the sign-in."""
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is set. Sign in with it."))
        return response
