"""New keys take the place of old ones without a row being changed in any other way."""

import base64
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from refunds.encryption import CannotOpen
from refunds.models import BankAccount, BankFile, BankStatement
from refunds.operations.bank.reseal import SEALED, reseal, sealed_otherwise
from refunds.operations.bank.statements import import_statement
from tests.refunds.models.tables import execute
from tests.refunds.providers.bank_files.statements import statement

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
NEW = "2027:" + base64.b64encode(b"a key that nobody has seen yet..").decode()


@pytest.fixture
def something_sealed(order_of: Make, batch_of: Make, act_of: Make) -> None:
    """An account with its history, a file and a statement."""
    batch_of(order_of())
    import_statement(statement(), filename="march.xml", act=act_of("fatima"))


@pytest.fixture
def new_key(something_sealed: None, settings: Any) -> None:
    """A newer key in front of the one that sealed them."""
    settings.BANK_ACCOUNT_KEYS = [NEW, *settings.BANK_ACCOUNT_KEYS]


def test_everything_is_sealed_with_the_newest_key_and_the_old_one_may_go(new_key: None, settings: Any) -> None:
    content = BankFile.objects.get().content
    held = sealed_otherwise()
    assert held >= 5
    assert reseal() == held
    settings.BANK_ACCOUNT_KEYS = [NEW]
    assert sealed_otherwise() == reseal() == 0
    assert BankAccount.objects.get().number == b"0720012345"
    assert BankFile.objects.get().content == content
    assert BankStatement.objects.get().content == statement()
    for model, column in SEALED:
        assert {text.partition(":")[0] for (text,) in execute(f"SELECT {column} FROM {model._meta.db_table}")} == {
            "2027"
        }


def test_nothing_else_changes_and_no_history_is_added(new_key: None) -> None:
    rows = "SELECT to_jsonb(a) - 'number_sealed' FROM {} a ORDER BY 1"
    tables = ("refunds_bankaccount", "refunds_historicalbankaccount")
    before = [execute(rows.format(table)) for table in tables]
    reseal()
    assert [execute(rows.format(table)) for table in tables] == before


def test_the_command_says_what_it_did(new_key: None) -> None:
    out = StringIO()
    call_command("reseal_bank_accounts", stdout=out)
    assert "everything is sealed with the key 2027" in out.getvalue()


def test_without_the_old_key_the_command_says_so_and_changes_nothing(something_sealed: None, settings: Any) -> None:
    settings.BANK_ACCOUNT_KEYS = [NEW]
    with pytest.raises(CommandError, match=r"'demo' of .* is not in BANK_ACCOUNT_KEYS.*Put the key back"):
        call_command("reseal_bank_accounts")
    with pytest.raises(CannotOpen):
        _ = BankAccount.objects.get().number
