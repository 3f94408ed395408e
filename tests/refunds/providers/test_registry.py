"""Which provider pays back what."""

import pytest

from refunds.models.vocabulary import PaymentMethod
from refunds.providers.registry import NoProvider, provider_name


def test_the_balance_is_credited_whatever_was_paid_with() -> None:
    assert provider_name("account_balance", "crypto") == "account_balance"


def test_every_method_goes_back_by_the_original_route_but_crypto_currency() -> None:
    methods = set(PaymentMethod.values) - {"crypto"}
    assert {provider_name("original", method) for method in methods} == {"sandbox"}


@pytest.mark.parametrize("method", ["crypto", "", "barter"])
def test_an_unknown_method_is_a_question_not_a_provider(method: str) -> None:
    with pytest.raises(NoProvider):
        provider_name("original", method)


def test_a_bank_transfer_takes_the_place_of_any_method() -> None:
    assert provider_name("bank_transfer", "crypto") == "sandbox"
