"""Whether what somebody wrote down is an account at a bank, as far as its digits tell.

IBAN: ISO 13616, with the check digits and the structure of its country. BIC: ISO 9362. A number that is neither known
nor refused here (no check digits outside the IBAN) may still be nobody's: the bank answers that by returning the money.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from stdnum import bic as bic_numbers
from stdnum import iban as iban_numbers
from stdnum import numdb
from stdnum.exceptions import ValidationError

from refunds.providers.bank_files.csv_file import FORMULA
from refunds.providers.bank_files.values import Account

COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
DOMESTIC = re.compile(r"[0-9A-Z]{4,34}", re.ASCII)
BANK_CODE = re.compile(r"[0-9A-Z]{3,28}", re.ASCII)
LONGEST_HOLDER = 140


class BadAccount(ValueError):
    """What was written down is no account, in one sentence for each fault. field: where the first one is."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def account_of(
    *, holder: str, country: str, iban: str = "", number: str = "", bic: str = "", bank_code: str = ""
) -> Account:
    """An account from what was written down; blanks and hyphens in numbers don't count. Raises BadAccount.

    Either iban, or number with a bic or a bank_code. country: ISO 3166 alpha-2.
    """
    holder, country = " ".join(holder.split()), country.strip().upper()
    bic, bank_code = _bare(bic), _bare(bank_code)
    _check_holder(holder)
    if not COUNTRY.fullmatch(country):
        raise BadAccount("country", _("Give the country of the bank by its two letters, such as SG."))
    checked = _iban(iban, country) if _bare(iban) else _domestic(number, country, bic, bank_code)
    _check_bank(bic, bank_code, country)
    return Account(holder, country, checked, bool(_bare(iban)), bic, bank_code)


def has_iban(country: str) -> bool:
    """Whether the accounts of a country have an IBAN (the registry of ISO 13616, as python-stdnum has it)."""
    return bool(numdb.get("iban").info(country)[0][1])


def _bare(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def _check_holder(holder: str) -> None:
    if not holder or len(holder) > LONGEST_HOLDER:
        raise BadAccount("holder", _("Give the name of the holder, as the bank has it."))
    if holder.startswith(FORMULA) or any(not letter.isprintable() for letter in holder):
        raise BadAccount("holder", _("The name of the holder begins with a sign, or has one that can't be printed."))


def _iban(text: str, country: str) -> str:
    try:
        number: str = iban_numbers.validate(text)
    except ValidationError:
        raise BadAccount("iban", _("This is no IBAN: a letter or a digit is mistyped or missing.")) from None
    if number[:2] != country:
        raise BadAccount("iban", _("This IBAN is of %(found)s, not of %(country)s.") % _pair(number[:2], country))
    return number


def _domestic(text: str, country: str, bic: str, bank_code: str) -> str:
    number = _bare(text)
    if not number:
        raise BadAccount("number", _("Give the IBAN, or the account number where the country has none."))
    if has_iban(country):
        raise BadAccount("iban", _("Accounts in %s have an IBAN: give that.") % country)
    if not DOMESTIC.fullmatch(number):
        raise BadAccount("number", _("An account number has 4 to 34 digits or Latin letters."))
    if not bic and not bank_code:
        raise BadAccount("bic", _("An account number alone says no bank: give its BIC or its bank code."))
    return number


def _check_bank(bic: str, bank_code: str, country: str) -> None:
    if bic and not bic_numbers.is_valid(bic):
        raise BadAccount("bic", _("This is no BIC: it has 8 or 11 characters, such as DBSSSGSG."))
    if bic and bic[4:6] != country:
        raise BadAccount("bic", _("This BIC is of %(found)s, not of %(country)s.") % _pair(bic[4:6], country))
    if bank_code and not BANK_CODE.fullmatch(bank_code):
        raise BadAccount("bank_code", _("A bank code has 3 to 28 digits or Latin letters."))


def _pair(found: str, country: str) -> dict[str, str]:
    return {"found": found, "country": country}
