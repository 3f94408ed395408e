"""Payment files: ISO 20022 pain.001.001.09, the customer credit transfer initiation, for any currency.

Each amount has the decimals of its currency (JPY none, KWD three). An account is an IBAN or any other number. Banks are
asked to book each payment by itself (BtchBookg false), so that their statement shows each with its end-to-end id.
The cost of sending is ours (S-6.3.a): DEBT, but within SEPA, whose payments arrive in full, SLEV is the only word.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import as_file, files
from xml.etree import ElementTree as ET

from xmlschema import XMLSchema

from refunds.providers.bank_files.latin import latin
from refunds.providers.bank_files.values import Account, Batch, Payment

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_REMITTANCE = 140


class NotValid(Exception):
    """A file that its schema refuses, with the place and the reason: a fault of ours, and nothing to send."""


def pain001(batch: Batch) -> bytes:
    """The batch as a file, checked against its schema. Raises NotValid, and NotLatin for a name no bank reads."""
    ET.register_namespace("", NAMESPACE)
    document = ET.Element(f"{{{NAMESPACE}}}Document")
    initiation = _in(document, "CstmrCdtTrfInitn")
    _header(_in(initiation, "GrpHdr"), batch)
    _payments(_in(initiation, "PmtInf"), batch)
    ET.indent(document)
    content = ET.tostring(document, encoding="utf-8", xml_declaration=True) + b"\n"
    validate(content)
    return content


def validate(content: bytes) -> None:
    """Hold a file against pain.001.001.09. Raises NotValid with the first fault."""
    for fault in schema().iter_errors(content):
        raise NotValid(f"{fault.path}: {fault.reason}")


@cache
def schema() -> XMLSchema:
    """The schema of ISO 20022, as the package sepaxml ships it."""
    with as_file(files("sepaxml") / "schemas" / "pain.001.001.09.xsd") as path:
        return XMLSchema(str(path))


def _header(header: ET.Element, batch: Batch) -> None:
    _in(header, "MsgId", batch.reference)
    _in(header, "CreDtTm", batch.made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _counted(header, batch)
    _in(_in(header, "InitgPty"), "Nm", latin(batch.debtor.holder))


def _counted(parent: ET.Element, batch: Batch) -> None:
    _in(parent, "NbOfTxs", str(len(batch.payments)))
    _in(parent, "CtrlSum", batch.control_sum.major)


def _payments(info: ET.Element, batch: Batch) -> None:
    _in(info, "PmtInfId", batch.reference)
    _in(info, "PmtMtd", "TRF")
    _in(info, "BtchBookg", "false")
    _counted(info, batch)
    _in(_in(info, "ReqdExctnDt"), "Dt", batch.pay_on.isoformat())
    _party(info, "Dbtr", batch.debtor)
    account = _account(info, "DbtrAcct", batch.debtor)
    _in(account, "Ccy", batch.control_sum.currency)
    _agent(info, "DbtrAgt", batch.debtor)
    for payment in batch.payments:
        _payment(_in(info, "CdtTrfTxInf"), payment, batch.debtor)


def _payment(transfer: ET.Element, payment: Payment, debtor: Account) -> None:
    _in(_in(transfer, "PmtId"), "EndToEndId", payment.end_to_end_id)
    amount = _in(_in(transfer, "Amt"), "InstdAmt", payment.amount.major)
    amount.set("Ccy", payment.amount.currency)
    _in(transfer, "ChrgBr", _cost_borne_by(payment, debtor))
    _agent(transfer, "CdtrAgt", payment.account)
    _party(transfer, "Cdtr", payment.account)
    _account(transfer, "CdtrAcct", payment.account)
    _in(_in(transfer, "RmtInf"), "Ustrd", latin(payment.about)[:LONGEST_REMITTANCE])


def _cost_borne_by(payment: Payment, debtor: Account) -> str:
    within_sepa = payment.amount.currency == "EUR" and payment.account.is_iban and debtor.is_iban
    return "SLEV" if within_sepa else "DEBT"


def _party(parent: ET.Element, tag: str, account: Account) -> None:
    party = _in(parent, tag)
    _in(party, "Nm", latin(account.holder))
    _in(_in(party, "PstlAdr"), "Ctry", account.country)


def _account(parent: ET.Element, tag: str, account: Account) -> ET.Element:
    element = _in(parent, tag)
    id = _in(element, "Id")
    if account.is_iban:
        _in(id, "IBAN", account.number)
    else:
        _in(_in(id, "Othr"), "Id", account.number)
    return element


def _agent(parent: ET.Element, tag: str, account: Account) -> None:
    """The bank: by its BIC, else by its number in the national clearing; with an IBAN alone, its number says it."""
    institution = _in(_in(parent, tag), "FinInstnId")
    if account.bic:
        _in(institution, "BICFI", account.bic)
    if account.bank_code:
        _in(_in(institution, "ClrSysMmbId"), "MmbId", account.bank_code)
    if not account.bic and not account.bank_code:
        _in(_in(institution, "Othr"), "Id", "NOTPROVIDED")


def _in(parent: ET.Element, tag: str, text: str = "") -> ET.Element:
    element = ET.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    if text:
        element.text = text
    return element
