"""What is asked before something about the payouts changes: the reason always."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from refunds.admin.sanctions.sanction import BecauseForm
from refunds.models import ProviderName, Route
from refunds.models.vocabulary import PaymentMethod
from refunds.money import Money, MoneyError

ANY = [("", _("any"))]


class LimitForm(BecauseForm):
    """The limits of a currency; an empty one is no limit."""

    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), help_text=_("three capital letters, such as USD"))
    daily = forms.CharField(label=_("Most in one day"), required=False, help_text=_("20000.00; empty: no limit"))
    hourly_count = forms.IntegerField(
        label=_("Most payouts in one hour"), required=False, min_value=0, help_text=_("empty: no limit")
    )
    field_order = ("currency", "daily", "hourly_count", "why")

    def clean(self) -> dict[str, object]:
        """The ceiling in minor units of its currency."""
        said = super().clean() or {}
        said["daily_minor"] = None
        if said.get("daily") and said.get("currency"):
            try:
                said["daily_minor"] = Money.of(said["daily"], said["currency"]).minor
            except MoneyError as error:
                self.add_error("daily", str(error))
        return said


class RuleForm(BecauseForm):
    """A rule: which charges, and who pays them back."""

    route = forms.ChoiceField(label=_("Route"), choices=Route.choices)
    method = forms.ChoiceField(label=_("Method"), choices=[*ANY, *PaymentMethod.choices], required=False)
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), required=False, help_text=_("empty: any"))
    region = forms.RegexField(
        r"^[A-Z]{2}$", label=_("Region"), required=False, help_text=_("country of the customer, such as SG; empty: any")
    )
    provider = forms.ChoiceField(
        label=_("Provider"), choices=[*ProviderName.choices, ("", _("nobody: end this rule"))], required=False
    )
    field_order = ("route", "method", "currency", "region", "provider", "why")
