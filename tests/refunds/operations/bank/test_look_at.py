"""Lines that fit nothing wait until somebody says what they are; that is said once and kept."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.acts import Act
from refunds.models import BankStatementLine, Message, StatementRuling
from refunds.operations.bank.look_at import conclude_line, lines_to_look_at
from refunds.operations.bank.statements import import_statement
from refunds.operations.perform import Refused
from tests.refunds.models.tables import refusal
from tests.refunds.providers.bank_files.statements import debit, statement

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def doubtful(order_of: Make, batch_of: Make, act_of: Callable[..., Act]) -> BankStatementLine:
    """A line that names a transfer of ours with another amount; beside it one that is none of ours."""
    order = order_of()
    batch_of(order, released=True)
    content = statement(debit(order.end_to_end_id, "99.99", "USD"), debit("RENT", "900.00", "USD"))
    import_statement(content, filename="march.xml", act=act_of("fatima", hours=30))
    line: BankStatementLine = BankStatementLine.objects.get(outcome="to_look_at")
    return line


def test_only_what_fits_nothing_waits(doubtful: BankStatementLine) -> None:
    assert list(lines_to_look_at()) == [doubtful]


def test_a_line_that_is_concluded_waits_no_longer_and_its_case_is_told(
    doubtful: BankStatementLine, act_of: Callable[..., Act]
) -> None:
    conclude_line(doubtful.pk, act=act_of("felix", hours=31, why="The bank took a cent; booked as its fee."))

    ruling = StatementRuling.objects.get()
    assert (ruling.line, ruling.by.username) == (doubtful, "felix")
    assert not lines_to_look_at().exists()
    assert "booked as its fee" in Message.objects.latest("pk").body


def test_of_two_who_conclude_it_the_second_is_told_who_did(
    doubtful: BankStatementLine, act_of: Callable[..., Act]
) -> None:
    conclude_line(doubtful.pk, act=act_of("felix", hours=31, why="a fee"))
    with pytest.raises(Refused, match="concluded this line already: a fee"):
        conclude_line(doubtful.pk, act=act_of("fatima", hours=32, why="something else"))


@pytest.mark.parametrize(
    ("name", "why", "sentence"),
    [("fatima", "  ", "Say what the line turned out to be"), ("mei", "a fee", "Your role does not include this step")],
)
def test_it_takes_a_finding_and_somebody_of_finance(
    doubtful: BankStatementLine, act_of: Callable[..., Act], name: str, why: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        conclude_line(doubtful.pk, act=act_of(name, hours=31, why=why))


def test_there_is_nothing_to_conclude_about_a_line_that_is_none_of_ours(
    doubtful: BankStatementLine, act_of: Callable[..., Act]
) -> None:
    rent = BankStatementLine.objects.get(outcome="not_ours")
    with pytest.raises(Refused, match="Nothing is to be done about this line"):
        conclude_line(rent.pk, act=act_of("fatima", hours=31, why="rent"))


def test_the_database_keeps_what_was_said(doubtful: BankStatementLine, act_of: Callable[..., Act]) -> None:
    ruling = conclude_line(doubtful.pk, act=act_of("felix", hours=31, why="a fee"))
    assert refusal("UPDATE refunds_statementruling SET why = 'x' WHERE id = %s", ruling.pk)
    assert refusal("DELETE FROM refunds_statementruling WHERE id = %s", ruling.pk)
