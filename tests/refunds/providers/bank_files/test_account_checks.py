"""What is an account at a bank, as far as its digits tell."""

from typing import Any

import pytest

from refunds.providers.bank_files.account_checks import BadAccount, account_of, has_iban
from refunds.providers.bank_files.values import Account

GERMAN = {"holder": "Lin Hua", "country": "de", "iban": "DE89 3704 0044 0532 0130 00", "bic": "cobadeff"}
SINGAPOREAN = {"holder": "Lin Hua", "country": "SG", "number": "072-001234-5", "bic": "DBSSSGSG"}


def test_an_iban_is_taken_with_its_blanks_and_small_letters() -> None:
    assert account_of(**GERMAN) == Account("Lin Hua", "DE", "DE89370400440532013000", True, "COBADEFF")


def test_a_country_without_iban_takes_a_number_and_its_bank() -> None:
    assert account_of(**SINGAPOREAN) == Account("Lin Hua", "SG", "0720012345", False, "DBSSSGSG")
    assert account_of(**{**SINGAPOREAN, "bic": "", "bank_code": "7171"}).bank_code == "7171"


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({**GERMAN, "iban": "DE89370400440532013001"}, "iban", "mistyped or missing"),
        ({**GERMAN, "iban": "DE8937040044053201300"}, "iban", "no IBAN"),
        ({**GERMAN, "iban": "hello"}, "iban", "no IBAN"),
        ({**GERMAN, "country": "FR"}, "iban", "of DE, not of FR"),
        ({**GERMAN, "country": "Germany"}, "country", "two letters"),
        ({**GERMAN, "bic": "COBAFRFF"}, "bic", "of FR, not of DE"),
        ({**GERMAN, "bic": "12"}, "bic", "no BIC"),
        ({**GERMAN, "holder": " "}, "holder", "name of the holder"),
        ({**GERMAN, "holder": "=Lin"}, "holder", "begins with a sign"),
        ({**GERMAN, "iban": "", "number": "0532013000"}, "iban", "Accounts in DE have an IBAN"),
        ({**SINGAPOREAN, "number": ""}, "number", "Give the IBAN, or the account number"),
        ({**SINGAPOREAN, "number": "12/3"}, "number", "4 to 34"),
        ({**SINGAPOREAN, "bic": ""}, "bic", "says no bank"),
        ({**SINGAPOREAN, "bank_code": "a"}, "bank_code", "3 to 28"),
    ],
)
def test_what_is_no_account_is_told_in_one_sentence(given: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(BadAccount, match=sentence) as refused:
        account_of(**given)
    assert refused.value.field == field


@pytest.mark.parametrize(("country", "has"), [("DE", True), ("KW", True), ("SG", False), ("CN", False), ("US", False)])
def test_which_countries_have_an_iban(country: str, has: bool) -> None:
    assert has_iban(country) is has
