"""Statements of our bank: ISO 20022 camt.053, any version, read for what became of our payments.

A payment of ours comes back as a booked debit with its end-to-end id. One that was returned comes back as a credit with
the same id: a reversal (RvslInd), or an entry with the reason of the return (RtrInf). Everything else of a statement is
nobody's business here and stays unread.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from refunds.money import Money, MoneyError

NO_ID = {"", "NOTPROVIDED", "NOTAVAILABLE"}


class BadStatement(ValueError):
    """A file that is no statement, with one sentence that says where and why. Nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement of an account of ours. path: where it stands in the file; account: the number it moved on.

    amount is None where the bank names none for this payment alone. reason: of a return, as the bank has it.
    """

    path: str
    account: str
    amount: Money | None
    is_debit: bool
    is_booked: bool
    is_return: bool
    booked_on: dt.date | None
    end_to_end_id: str
    bank_reference: str
    reason: str


def read_statement(content: bytes) -> list[Entry]:
    """The movements of a file, in its order. Raises BadStatement."""
    root = _without_namespaces(_parsed(content))
    statements = root.findall("BkToCstmrStmt/Stmt")
    if not statements:
        raise BadStatement(
            _("This is no camt.053 statement: its outermost element is %s. Ask the bank for camt.053 in XML.")
            % root.tag
        )
    return [entry for n, found in enumerate(statements, 1) for entry in _entries(found, f"Stmt[{n}]")]


def _parsed(content: bytes) -> ET.Element:
    try:
        root: ET.Element = fromstring(content, forbid_dtd=True)
    except ET.ParseError as fault:
        line, column = fault.position
        raise BadStatement(
            _("The file can't be read as XML at line %(line)s, column %(column)s.") % {"line": line, "column": column}
        ) from None
    except (DefusedXmlException, ValueError, LookupError):
        raise BadStatement(
            _("The file declares entities or an unknown encoding, which a statement never does.")
        ) from None
    return root


def _without_namespaces(root: ET.Element) -> ET.Element:
    """Each version has a namespace of its own and the same names."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _entries(statement: ET.Element, path: str) -> Iterator[Entry]:
    account = statement.findtext("Acct/Id/IBAN") or statement.findtext("Acct/Id/Othr/Id") or ""
    for n, element in enumerate(statement.findall("Ntry"), 1):
        whole = _entry(element, f"{path}/Ntry[{n}]", account.replace(" ", "").upper())
        details = element.findall("NtryDtls/TxDtls")
        if not details:
            yield whole
        for m, detail in enumerate(details, 1):
            yield _detail(detail, replace(whole, path=f"{whole.path}/TxDtls[{m}]"), alone=len(details) == 1)


def _entry(element: ET.Element, path: str, account: str) -> Entry:
    return Entry(
        path=path,
        account=account,
        amount=_amount(element.find("Amt"), path),
        is_debit=_is_debit(element, path),
        is_booked=(element.findtext("Sts/Cd") or element.findtext("Sts") or "").strip() == "BOOK",
        is_return=element.findtext("RvslInd", "").strip() in ("true", "1"),
        booked_on=_day(element, path),
        end_to_end_id="",
        bank_reference=element.findtext("AcctSvcrRef", "").strip()[:35],
        reason="",
    )


def _detail(detail: ET.Element, whole: Entry, *, alone: bool) -> Entry:
    """A payment of an entry. Booked with others, its amount is what the detail says and never a share of the entry."""
    named = next((found for tag in ("Amt", "AmtDtls/TxAmt/Amt") if (found := detail.find(tag)) is not None), None)
    id = detail.findtext("Refs/EndToEndId", "").strip()
    reason = detail.find("RtrInf")
    return replace(
        whole,
        amount=whole.amount if alone else _amount(named, whole.path),
        is_debit=_is_debit(detail, whole.path) if detail.find("CdtDbtInd") is not None else whole.is_debit,
        is_return=whole.is_return or reason is not None,
        end_to_end_id="" if id in NO_ID else id[:35],
        bank_reference=(detail.findtext("Refs/AcctSvcrRef", "").strip() or whole.bank_reference)[:35],
        reason=_reason(reason),
    )


def _amount(element: ET.Element | None, path: str) -> Money | None:
    if element is None:
        return None
    text = (element.text or "").strip()
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    try:
        return Money.of(text, element.get("Ccy"))
    except MoneyError as fault:
        raise BadStatement(f"{path}/Amt: {fault}") from None


def _is_debit(element: ET.Element, path: str) -> bool:
    word = element.findtext("CdtDbtInd", "").strip()
    if word not in ("DBIT", "CRDT"):
        raise BadStatement(_("%(path)s: CdtDbtInd is neither DBIT nor CRDT.") % {"path": path})
    return word == "DBIT"


def _day(element: ET.Element, path: str) -> dt.date | None:
    text = (element.findtext("BookgDt/Dt") or element.findtext("BookgDt/DtTm") or "").strip()
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise BadStatement(
            _("%(path)s: “%(text)s” is no day.") % {"path": f"{path}/BookgDt", "text": text[:20]}
        ) from None


def _reason(element: ET.Element | None) -> str:
    if element is None:
        return ""
    code = element.findtext("Rsn/Cd") or element.findtext("Rsn/Prtry") or ""
    words = [code, *(found.text or "" for found in element.findall("AddtlInf"))]
    return " ".join(word.strip() for word in words if word.strip())[:200]
