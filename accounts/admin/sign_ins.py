"""Sign-ins that repeated wrong passwords closed; an administrator may open them again before their time is over."""

from __future__ import annotations

from typing import Any

from axes.utils import reset
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin.staff_words import NOTHING, in_words, instant_in_words
from accounts.models import WrongPassword


@admin.register(WrongPassword)
class WrongPasswordAdmin(ModelAdmin):
    """Who failed to sign in, from where, how often. What was typed is not shown."""

    list_display = ("name", "address", "failures", "is_closed", "latest")
    list_display_links = None
    list_per_page = 50
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time",)
    actions = ("open_again",)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """No filters, so nothing can be probed."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Opening, for those who may; deleting rows is only a way to do that."""
        return {name: action for name, action in super().get_actions(request).items() if name == "open_again"}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; only who may open a sign-in sends anything here."""
        if request.method not in ("GET", "HEAD") and not self.has_delete_permission(request):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is no page of one attempt: it would show what was typed."""
        raise Http404

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Attempts have no history."""
        raise Http404

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Attempts are not deleted one by one."""
        raise Http404

    @admin.display(description=_("user name"), ordering="username")
    def name(self, attempt: WrongPassword) -> str:
        """The name that was given."""
        return attempt.username or NOTHING

    @admin.display(description=_("network address"), ordering="ip_address")
    def address(self, attempt: WrongPassword) -> str:
        """The address it came from."""
        return attempt.ip_address or NOTHING

    @admin.display(description=_("failed sign-ins"), ordering="failures_since_start")
    def failures(self, attempt: WrongPassword) -> int:
        """How many since the last right one."""
        return attempt.failures_since_start

    @admin.display(description=_("closed"))
    def is_closed(self, attempt: WrongPassword) -> str:
        """Whether this name is refused from this address now, in a word."""
        return in_words(attempt.closes_the_door)

    @admin.display(description=_("latest"), ordering="attempt_time")
    def latest(self, attempt: WrongPassword) -> str:
        """When the latest wrong one was given."""
        return instant_in_words(attempt.attempt_time)

    @admin.action(description=_("Let them try again"), permissions=["delete"])
    def open_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Forget the wrong passwords of these names from these addresses."""
        attempts = list(queryset)
        for attempt in attempts:
            reset(username=attempt.username, ip=attempt.ip_address)
        done = ngettext("%d sign-in is open again.", "%d sign-ins are open again.", len(attempts)) % len(attempts)
        messages.success(request, done)
