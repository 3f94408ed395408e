"""Which provider pays back what, as the administrator says it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.guards import may
from refunds.locks import lock_name
from refunds.models import ProviderName, ProviderRule, Route
from refunds.models.vocabulary import PaymentMethod
from refunds.operations.perform import Refused
from refunds.operations.words import required, word

SETS = may("refunds.set_providerrule")


def set_rule(
    *, route: str, method: str = "", currency: str = "", region: str = "", provider: str, act: Act
) -> ProviderRule:
    """Say which provider pays; what is left empty fits every charge, and no provider ("") ends the rule that there is.

    Payouts that are approved already keep their provider. act.why says why. Raises Refused; raises UnknownWord.
    """
    if against := SETS.refusals(None, act.by):
        raise Refused(*against)
    required(act.why, _("Say why the rule changes."))
    named = {"route": word(Route, route), "method": word(PaymentMethod, method) if method else ""}
    with transaction.atomic():
        lock_name("provider rule", f"{route} {method} {currency} {region}")
        places = {"currency": currency, "region": region}
        rule = ProviderRule.objects.filter(**named, **places, in_use=True).first()
        if rule is None and not provider:
            raise Refused(_("There is no such rule that could end."))
        rule = rule or ProviderRule(**named, **places)
        rule.provider = word(ProviderName, provider) if provider else rule.provider
        rule.in_use = bool(provider)
        rule.save(act=act)
        return rule
