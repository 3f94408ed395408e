"""Which provider pays back what: the charge's own, otherwise the rule that says most; otherwise a question."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import override_settings

from accounts.acts import Act
from refunds.models import Charge, Decision, ProviderRule, RefundCase
from refunds.models.vocabulary import PaymentMethod
from refunds.operations.approve import approve
from refunds.operations.perform import Refused
from refunds.operations.routing import NoProvider, provider_for

pytestmark = pytest.mark.django_db
Acts = Callable[..., Act]


def by(charge: Charge, method: str, route: str = "original") -> str:
    """The provider of a charge that was paid by a method."""
    charge.method = method
    return provider_for(route, charge)


@pytest.fixture
def rule(act_of: Acts) -> Callable[..., ProviderRule]:
    """rule(currency="USD", provider="sandbox"): another rule for the original route."""

    def make(**values: str) -> ProviderRule:
        made: ProviderRule = ProviderRule.objects.record(act_of("adam"), **{"route": "original", **values})
        return made

    return make


def test_the_balance_is_credited_whatever_was_paid_with(charge: Charge) -> None:
    assert by(charge, "crypto", "account_balance") == "account_balance"


def test_every_method_goes_back_by_the_original_route_but_crypto_currency(charge: Charge) -> None:
    methods = set(PaymentMethod.values) - {"crypto"}
    assert {by(charge, method) for method in methods} == {"sandbox"}


@pytest.mark.parametrize("method", ["crypto", "", "barter"])
def test_an_unknown_method_is_a_question_not_a_provider(method: str, charge: Charge) -> None:
    with pytest.raises(NoProvider, match="agree on another route"):
        by(charge, method)


def test_a_bank_transfer_takes_the_place_of_any_method(charge: Charge) -> None:
    assert by(charge, "crypto", "bank_transfer") == "bank_transfer"


def test_the_provider_that_the_platform_names_wins(charge: Charge) -> None:
    charge.provider = "account_balance"
    assert by(charge, "visa") == "account_balance"
    assert by(charge, "visa", "bank_transfer") == "bank_transfer"


def test_the_rule_that_says_most_wins(charge: Charge, rule: Callable[..., ProviderRule]) -> None:
    rule(currency="USD", region="SG", provider="account_balance")
    assert by(charge, "visa") == "sandbox"
    rule(method="visa", currency="USD", provider="account_balance")
    assert by(charge, "visa") == "account_balance"
    assert by(charge, "crypto") == "account_balance"


def test_a_rule_for_another_region_does_not_fit(charge: Charge, rule: Callable[..., ProviderRule]) -> None:
    rule(method="visa", region="DE", provider="account_balance")
    assert by(charge, "visa") == "sandbox"


def test_a_rule_that_is_switched_off_does_not_fit(charge: Charge, act_of: Acts) -> None:
    rule = ProviderRule.objects.get(method="visa")
    rule.in_use = False
    rule.save(act=act_of("adam"))
    with pytest.raises(NoProvider):
        by(charge, "visa")


def test_a_provider_that_is_not_set_up_is_a_question_too(charge: Charge) -> None:
    charge.provider = "no such provider"
    with pytest.raises(NoProvider, match="not available here"):
        by(charge, "visa")


@override_settings(SANDBOX_PROVIDER=False)
def test_the_sandbox_pays_nobody_where_it_is_switched_off(charge: Charge) -> None:
    with pytest.raises(NoProvider, match="not available here"):
        by(charge, "visa")


def test_paypal_is_a_question_where_it_is_not_set_up(charge: Charge) -> None:
    charge.provider = "paypal"
    with pytest.raises(NoProvider, match="paypal, which is not available here"):
        by(charge, "paypal")


def test_a_payment_too_old_for_paypal_is_a_question_before_it_is_approved(
    case: RefundCase, charge: Charge, prepared: Callable[..., Decision], act_of: Acts, paypal_set_up: object
) -> None:
    charge.provider = "paypal"
    charge.save(act=act_of("door"))
    waiting, limit = prepared(case), charge.captured_at + dt.timedelta(days=180)
    late = act_of("sofia", days=(limit - act_of("sofia").at).days + 1)
    with pytest.raises(Refused, match="PayPal takes refunds for 180 days, and charge CH-1 was paid 181 days ago"):
        approve(waiting.case_id, act=late)
    with override_settings(PROVIDER_REFUND_DAYS={"paypal": 365}):
        assert approve(waiting.case_id, act=late).ruling == "approved"
