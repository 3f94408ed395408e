"""Pausing and resuming, limits and rules: a form and one call each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.acts import Act
from refunds.admin.calendar_pages.view import EntryView
from refunds.admin.provider_desk.forms import LimitForm, RuleForm
from refunds.admin.sanctions.sanction import BecauseForm
from refunds.guards import Right
from refunds.models import EVERY_PROVIDER, PayoutLimit, ProviderName
from refunds.operations import pause_payouts as stops
from refunds.operations.provider_rules import SETS, set_rule

ALL = "all"
"""The address of the switch for every provider."""


class DeskView(EntryView):
    """For those who have the right of the step."""

    right: Right
    place = gettext_lazy("Payment providers")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse the others."""
        if self.right.refusals(None, request.user):
            raise PermissionDenied
        self.prepare()
        return View.dispatch(self, request, *args, **kwargs)

    def form(self, data: Any = None) -> forms.Form:
        return BecauseForm(data)

    def back(self) -> str:
        return reverse("admin:refunds_providerswitch_changelist")

    def provider(self) -> str:
        """The provider in the address."""
        name = str(self.kwargs["provider"])
        if name != ALL and name not in ProviderName.values:
            raise Http404
        return EVERY_PROVIDER if name == ALL else name

    def label(self) -> str:
        """Its name for people."""
        name = self.provider()
        return str(ProviderName(name).label) if name else _("all providers")


class PauseView(DeskView):
    """Stop payouts."""

    right = stops.PAUSES

    def prepare(self) -> None:
        self.title = _("Pause payouts: %s") % self.label()
        self.intro = _("Nothing is sent until somebody lets it go on. What was sent already is still looked up.")
        self.button = _("Pause")

    def do(self, form: Any, act: Act) -> str:
        stops.pause(self.provider(), act=act)
        return _("%s: payouts are paused.") % self.label()


class ResumeView(DeskView):
    """Let them go on."""

    right = stops.RESUMES

    def prepare(self) -> None:
        self.title = _("Let payouts go on: %s") % self.label()
        self.intro, self.button = _("The workers take up what waits within five minutes."), _("Let them go on")

    def do(self, form: Any, act: Act) -> str:
        stops.resume(self.provider(), act=act)
        return _("%s: payouts go on.") % self.label()


class OpenBooksView(DeskView):
    """Restored books that people compared."""

    right = stops.RESUMES

    def prepare(self) -> None:
        self.title, self.button = _("The restored books are complete"), _("Let payouts go on")
        self.intro = _(
            "Only where a provider can't be listed: compare its refunds since the backup with the list of payouts "
            "first. What is missing here would be paid a second time."
        )

    def do(self, form: Any, act: Act) -> str:
        stops.open_books(act=act)
        return _("Payouts go on.")


class LimitView(DeskView):
    """The limits of a currency."""

    right = stops.LIMITS

    def prepare(self) -> None:
        self.title, self.button = _("Payout limits of a currency"), _("Set the limits")
        self.intro = _("At the ceiling payouts wait for the next day; after too many in one hour until people looked.")

    def form(self, data: Any = None) -> forms.Form:
        limit = PayoutLimit.objects.filter(currency=self.request.GET.get("currency", "")).first()
        known = {"currency": limit.currency, "hourly_count": limit.hourly_count} if limit else {}
        if limit and limit.daily:
            known["daily"] = limit.daily.major
        return LimitForm(data, initial=known)

    def do(self, form: Any, act: Act) -> str:
        said = form.cleaned_data
        limit = stops.set_limit(
            said["currency"], daily_minor=said["daily_minor"], hourly_count=said["hourly_count"], act=act
        )
        return _("The limits of %s are set.") % limit


class LiftView(DeskView):
    """A breaker that tripped."""

    right = stops.LIFTS

    def prepare(self) -> None:
        self.title = _("Let payouts in %s go on") % self.kwargs["currency"]
        self.intro, self.button = _("More payouts than allowed left within one hour."), _("Let them go on")

    def do(self, form: Any, act: Act) -> str:
        return _("Payouts in %s go on.") % stops.lift_breaker(str(self.kwargs["currency"]), act=act)


class RuleView(DeskView):
    """Who pays back what."""

    right = SETS

    def prepare(self) -> None:
        self.title, self.button = _("Which provider pays back what"), _("Set the rule")
        self.intro = _("Of the rules that fit a charge the one that says most wins. Approved payouts keep theirs.")

    def form(self, data: Any = None) -> forms.Form:
        return RuleForm(data, initial=self.request.GET.dict())

    def do(self, form: Any, act: Act) -> str:
        said = {name: value for name, value in form.cleaned_data.items() if name != "why"}
        return _("%s: done.") % set_rule(**said, act=act)
