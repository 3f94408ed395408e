"""Statements of the bank."""

import datetime as dt

import pytest

from refunds.money import Money
from refunds.providers.bank_files.camt053 import BadStatement, read_statement
from tests.refunds.providers.bank_files.statements import credit, debit, entry, statement


def test_a_booked_debit_is_read_with_its_id_amount_and_day() -> None:
    (found,) = read_statement(statement(debit("RF1", "40.00", "USD")))
    assert (found.end_to_end_id, found.amount) == ("RF1", Money(40_00, "USD"))
    assert (found.is_debit, found.is_booked, found.is_return) == (True, True, False)
    assert (found.booked_on, found.account) == (dt.date(2026, 3, 13), "0059876543")
    assert found.path == "Stmt[1]/Ntry[1]/TxDtls[1]"


def test_a_return_is_read_with_its_reason() -> None:
    (found,) = read_statement(statement(credit("RF1", "40.00", "USD", reason="AC04", words="closed account")))
    assert (found.is_debit, found.is_return, found.reason) == (False, True, "AC04 closed account")


def test_a_reversal_is_a_return_without_a_reason() -> None:
    (found,) = read_statement(statement(credit("RF1", "40.00", "USD", reversal=True)))
    assert (found.is_return, found.reason) == (True, "")


@pytest.mark.parametrize("version", ["02", "08", "12"])
def test_every_version_is_read(version: str) -> None:
    assert len(read_statement(statement(debit("RF1", "40.00", "USD"), version=version))) == 1


@pytest.mark.parametrize(("text", "currency", "minor"), [("12345", "JPY", 12345), ("12.345", "KWD", 12345)])
def test_an_amount_is_read_in_its_currency(text: str, currency: str, minor: int) -> None:
    (found,) = read_statement(statement(debit("RF1", text, currency)))
    assert found.amount == Money(minor, currency)


def test_zeros_behind_the_decimals_of_the_currency_are_nothing() -> None:
    (found,) = read_statement(statement(debit("RF1", "40.00000", "USD")))
    assert found.amount == Money(40_00, "USD")


def test_payments_booked_together_have_the_amounts_of_their_own() -> None:
    several = entry("DBIT", "70.00", "USD", [("RF1", "40.00"), ("RF2", "30.00"), ("RF3", "")])
    assert [(f.end_to_end_id, f.amount) for f in read_statement(statement(several))] == [
        ("RF1", Money(40_00, "USD")),
        ("RF2", Money(30_00, "USD")),
        ("RF3", None),
    ]


def test_an_entry_without_details_has_no_id() -> None:
    (found,) = read_statement(statement(entry("DBIT", "1.00", "USD", [])))
    assert (found.end_to_end_id, found.path) == ("", "Stmt[1]/Ntry[1]")


def test_an_id_that_says_that_there_is_none_is_none() -> None:
    assert read_statement(statement(debit("NOTPROVIDED", "1.00", "USD")))[0].end_to_end_id == ""


def test_what_only_is_announced_is_not_booked() -> None:
    (found,) = read_statement(statement(debit("RF1", "40.00", "USD", status="PDNG")))
    assert not found.is_booked


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "line 1, column 0"),
        (b"<Document>\n<a></b></Document>", "line 2, column 5"),
        (b"<html/>", "no camt.053 statement: its outermost element is html"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "unknown encoding|line 1"),
        (statement(debit("RF1", "forty", "USD")), r"Stmt\[1\]/Ntry\[1\]/Amt: 'forty' is not a plain decimal"),
        (statement(debit("RF1", "40.001", "USD")), "40.001 has 3 decimals, USD has 2"),
        (statement(debit("RF1", "40.00", "ABC")), "not an ISO 4217 currency"),
        (statement(debit("RF1", "40.00", "USD").replace("DBIT", "DEBIT")), "neither DBIT nor CRDT"),
        (statement(debit("RF1", "40.00", "USD").replace("2026-03-13", "13.3.2026")), "BookgDt: “13.3.2026” is no day"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_with_its_place(content: bytes, sentence: str) -> None:
    with pytest.raises(BadStatement, match=sentence):
        read_statement(content)
