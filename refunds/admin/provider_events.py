"""What providers told us, to look at: what came, what became of it, and one more try for what could not be applied."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.models import Recorded
from refunds.admin.lists.choice_filter import choose
from refunds.admin.lists.columns import column
from refunds.admin.payout_list.spans import spans_of
from refunds.admin.record.admin import Section
from refunds.admin.record.fields import Shown
from refunds.admin.sanctions.sanction import Sanction, buttons
from refunds.admin.sanctions.sanctioned import SanctionedAdmin
from refunds.admin.steps.buttons import Buttons
from refunds.guards import may
from refunds.models import EventStatus, Payout, ProviderEvent
from refunds.operations.news import try_event_again

TRIES_AGAIN = may("refunds.retry_providerevent")
ON_EVENTS = (
    Sanction(
        "take_up_again",
        _("Apply again"),
        _("Do this when what was in the way is settled. The worker applies the event within seconds."),
        try_event_again,
    ),
)


def providers() -> list[tuple[str, str]]:
    """The providers that ever told us anything."""
    names = ProviderEvent.objects.order_by("provider").values_list("provider", flat=True).distinct()
    return [(name, name.title()) for name in names]


def legible(body: str) -> str:
    """JSON in lines, and anything else as it is."""
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return body


def no_part(row: Recorded, name: str, person: Any) -> list[str]:
    """Why the person has no part in trying again."""
    return [str(sentence) for sentence in TRIES_AGAIN.refusals(row, person)]


@admin.register(ProviderEvent)
class ProviderEventAdmin(SanctionedAdmin):
    """An event with the text as it came."""

    sanctions = ON_EVENTS
    columns = tuple(
        column(ProviderEvent, name) for name in ("kind", "about", "status", "problem", "received_at", "applied_at")
    )
    list_filter = (
        choose("status", _("state"), EventStatus.choices, "state"),
        choose("provider", _("provider"), providers),
        spans_of("received_at", _("received")),
    )
    search_fields = ("event_id",)
    search_hint = _("Whole number of the event, or of what it is about")
    ordering = ("-received_at", "-pk")
    sections = (
        Section(_("Event"), ("provider", "kind", "event_id", "about")),
        Section(_("What became of it"), ("status", "problem", "received_at", "applied_at")),
    )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one event, with its text."""
        return self.page_of(request, object_id, "admin/refunds/providerevent/event.html", self.page)

    def page(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page says, with the payout that it is about, and what came in lines that can be read."""
        page = super().page(request, row)
        payout = Payout.objects.filter(provider=row.provider, provider_reference=row.about or None).first()
        if payout:
            page["sections"][0][1].append(Shown(_("Payout"), str(payout), payout))
        return {**page, "came": legible(row.message.body)}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """By whole numbers, for which there are indexes."""
        term = search_term.strip()
        if not term:
            return queryset, False
        return queryset.filter(event_id=term) | queryset.filter(about=term), False

    def buttons_of(self, request: HttpRequest, row: Any) -> Buttons | None:
        """One more try, for finance."""
        return buttons(row, self.sanctions, request.user, no_part)
