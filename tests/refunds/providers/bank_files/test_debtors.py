"""The accounts of ours, from the settings."""

import json
from typing import Any

import pytest

from refunds.providers.bank_files.debtors import CSV, PAIN001, BadDebtors, read_debtors

EUR = {"holder": "Image Works GmbH", "country": "DE", "iban": "DE75512108001245126199"}
CNY = {"holder": "Image Works", "country": "CN", "account": "62220212345", "bank_code": "102100099996", "format": "csv"}


def test_accounts_are_read_by_currency_with_their_format() -> None:
    debtors = read_debtors(json.dumps({"EUR": EUR, "CNY": CNY}))
    assert {currency: debtor.format for currency, debtor in debtors.items()} == {"EUR": PAIN001, "CNY": CSV}


def test_nothing_is_no_account() -> None:
    assert read_debtors("  ") == {}


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("{", "not JSON"),
        ("[]", "JSON object by currency"),
        ({"EUR": []}, "takes account, bank_code"),
        ({"EUR": {**EUR, "swift": "X"}}, "takes account, bank_code"),
        ({"EUX": EUR}, "not an ISO 4217"),
        ({"EUR": {**EUR, "iban": "DE75512108001245126198"}}, r"\['EUR'\]: This is no IBAN"),
        ({"EUR": {**EUR, "format": "mt101"}}, "one of pain.001, csv"),
    ],
)
def test_a_setting_that_cannot_be_read_is_told_with_its_place(setting: Any, sentence: str) -> None:
    with pytest.raises(BadDebtors, match=sentence):
        read_debtors(setting if isinstance(setting, str) else json.dumps(setting))
