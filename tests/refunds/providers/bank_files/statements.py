"""Statements as a bank sends them."""

from __future__ import annotations

from tests.refunds.providers.bank_files.accounts import OURS


def statement(*entries: str, account: str = OURS.number, version: str = "08", id: str = "STM-1") -> bytes:
    """A camt.053 of one account with some entries."""
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{namespace}"><BkToCstmrStmt><Stmt><Id>{id}</Id>'
        f"<Acct><Id><Othr><Id>{account}</Id></Othr></Id></Acct>{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def debit(id: str, amount: str, currency: str, *, status: str = "BOOK") -> str:
    """A payment of ours went out."""
    return entry("DBIT", amount, currency, [(id, "")], status=status)


def credit(id: str, amount: str, currency: str, *, reason: str = "", words: str = "", reversal: bool = False) -> str:
    """Money came in: as a return, with a reason or as a reversal, or of its own."""
    told = f"<AddtlInf>{words}</AddtlInf>" if words else ""
    info = f"<RtrInf><Rsn><Cd>{reason}</Cd></Rsn>{told}</RtrInf>" if reason else ""
    return entry("CRDT", amount, currency, [(id, "")], info=info, reversal=reversal)


def entry(
    sign: str,
    amount: str,
    currency: str,
    details: list[tuple[str, str]],
    *,
    status: str = "BOOK",
    info: str = "",
    reversal: bool = False,
) -> str:
    """An entry with the payments it is made of: end-to-end id, and amount where it is told."""
    inner = "".join(detail(id, part, currency, info) for id, part in details)
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'
        f"{'<RvslInd>true</RvslInd>' if reversal else ''}<Sts><Cd>{status}</Cd></Sts>"
        f"<BookgDt><Dt>2026-03-13</Dt></BookgDt><NtryDtls>{inner}</NtryDtls></Ntry>"
    )


def detail(id: str, amount: str, currency: str, info: str) -> str:
    """One payment of an entry."""
    own = f'<Amt Ccy="{currency}">{amount}</Amt>' if amount else ""
    return f"<TxDtls><Refs><EndToEndId>{id}</EndToEndId></Refs>{own}{info}</TxDtls>"
