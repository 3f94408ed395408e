"""Which provider pays a charge back: the one that the platform names for it, otherwise that of the best rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from refunds.models import Charge, DecisionPart, ProviderName, ProviderRule, Route
from refunds.operations.cashier import providers


class NoProvider(LookupError):
    """Nobody pays this back here: a question of the route, for a person, never a reason to refuse (pick S24)."""


def provider_for(route: str, charge: Charge) -> str:
    """The name of the provider for a route and a charge. Raises NoProvider with a sentence that says what to do."""
    name = _named(route, charge)
    if name is None:
        raise NoProvider(
            _(
                "Charge %(charge)s was paid by %(method)s, and no provider of ours pays that back. Send the decision "
                "back and agree on another route with the customer."
            )
            % {"charge": charge, "method": charge.get_method_display() or _("an unknown method")}
        )
    if name not in providers():
        raise NoProvider(
            _(
                "Charge %(charge)s is paid back by %(provider)s, which is not available here. Ask an administrator to "
                "set it up, or send the decision back and agree on another route with the customer."
            )
            % {"charge": charge, "provider": name}
        )
    return name


def routing_questions(parts: Collection[DecisionPart], charges: Mapping[int, Charge], at: dt.datetime) -> Iterator[str]:
    """A sentence for each part that nobody can pay, or not any more."""
    for part in parts:
        charge = charges[part.charge_id]
        try:
            name = provider_for(part.route, charge)
        except NoProvider as question:
            yield str(question)
        else:
            yield from _too_late(name, charge, at)


def _too_late(name: str, charge: Charge, at: dt.datetime) -> Iterator[str]:
    """A question where the provider takes no refund of so old a payment any more, as far as we know when it was."""
    days = settings.PROVIDER_REFUND_DAYS.get(name)
    if days is not None and charge.captured_at and at > charge.captured_at + dt.timedelta(days=days):
        yield _(
            "%(provider)s takes refunds for %(days)s days, and charge %(charge)s was paid %(age)s days ago. Send the "
            "decision back and agree on another route with the customer; where %(provider)s has granted us more days, "
            "ask an administrator to set them."
        ) % {
            "provider": ProviderName(name).label,
            "days": days,
            "charge": charge,
            "age": (at - charge.captured_at).days,
        }


def _named(route: str, charge: Charge) -> str | None:
    if charge.provider and route == Route.ORIGINAL:
        return charge.provider
    fits = (
        Q(route=route, in_use=True)
        & Q(method__in=["", charge.method])
        & Q(currency__in=["", charge.currency])
        & Q(region__in=["", charge.customer.region])
    )
    rules = list(ProviderRule.objects.filter(fits))
    return max(rules, key=_says).provider if rules else None


def _says(rule: ProviderRule) -> tuple[bool, bool, bool]:
    """How much a rule says: the method before the currency, the currency before the region."""
    return bool(rule.method), bool(rule.currency), bool(rule.region)
