"""Rows, their constraints and their states; no input or output."""

from refunds.models.alarm import Alarm, AlarmKind
from refunds.models.audited_deduction import AuditedDeduction, DeductionFinding
from refunds.models.balance_credit import BalanceCredit
from refunds.models.bank_account import BankAccount
from refunds.models.bank_batch import AT_THE_BANK, BankBatch, BankBatchLine, BankDownload, BankFile, BatchStatus
from refunds.models.bank_order import BankOrder
from refunds.models.bank_statement import BankStatement, BankStatementLine, LineOutcome
from refunds.models.books_mark import BooksMark
from refunds.models.calendar import CalendarDay, CalendarYear
from refunds.models.calendar_notice import CalendarNotice
from refunds.models.canned_reply import CannedReply, ReplyStatus
from refunds.models.case import RefundCase
from refunds.models.case_file import (
    CaseCharge,
    CaseIncident,
    CaseLot,
    CaseUsage,
    PriorApplication,
    RequestedAmount,
    Voucher,
)
from refunds.models.charge import Charge, ChargeStatus
from refunds.models.clocks import DueKind
from refunds.models.credit_lot import CreditLot
from refunds.models.decision import Decision, DecisionPart, Outcome, Route, Ruling, Stage
from refunds.models.dispute import Dispute, DisputeStatus
from refunds.models.documented_version import DocumentedVersion
from refunds.models.duplicate_ruling import Duplicate, DuplicateRuling
from refunds.models.established_outcome import Ended, EstablishedOutcome, EstablishedStatus
from refunds.models.evaluation import Evaluation
from refunds.models.evidence import Evidence
from refunds.models.evidence_file import EvidenceFile, StoredFile
from refunds.models.export_record import ExportRecord
from refunds.models.finding import Finding
from refunds.models.foreign_refund import ForeignRefund
from refunds.models.incident import Incident
from refunds.models.ledger_entry import GOING_BACK, EntryKind, LedgerEntry
from refunds.models.lifecycle import CLOSED, OPEN, STOPPED, CaseStatus
from refunds.models.message import Direction, Message
from refunds.models.order import Order, OrderLine, OrderStatus
from refunds.models.payout import IN_FLIGHT, RESERVING, Payout, PayoutStatus
from refunds.models.payout_limit import PayoutLimit
from refunds.models.policy_version import PolicyVersion
from refunds.models.presence import LASTS, Presence
from refunds.models.prior_refund import PriorRefund
from refunds.models.provider_event import EventStatus, ProviderEvent
from refunds.models.provider_health import ProviderHealth
from refunds.models.provider_message import ProviderMessage
from refunds.models.provider_rule import ProviderName, ProviderRule
from refunds.models.provider_switch import EVERY_PROVIDER, ProviderSwitch
from refunds.models.queue_count import QueueCount
from refunds.models.quota import QuotaStatus, UsageQuota
from refunds.models.quota_revocation import QuotaRevocation
from refunds.models.refusal import Refusal, RefusalKind
from refunds.models.sandbox import SandboxCall, SandboxRule
from refunds.models.saved_view import SavedView
from refunds.models.statement_ruling import StatementRuling
from refunds.models.technical_audit import TechnicalAudit
from refunds.models.try_out import TryOut, TryOutProgress, TryOutStatus
from refunds.models.usage_record import LotDraw, UsageRecord
from refunds.models.version_lifecycle import ISSUED, UNDER_WAY, VersionStatus

__all__ = [
    "AT_THE_BANK",
    "CLOSED",
    "EVERY_PROVIDER",
    "GOING_BACK",
    "IN_FLIGHT",
    "ISSUED",
    "LASTS",
    "OPEN",
    "RESERVING",
    "STOPPED",
    "UNDER_WAY",
    "Alarm",
    "AlarmKind",
    "AuditedDeduction",
    "BalanceCredit",
    "BankAccount",
    "BankBatch",
    "BankBatchLine",
    "BankDownload",
    "BankFile",
    "BankOrder",
    "BankStatement",
    "BankStatementLine",
    "BatchStatus",
    "BooksMark",
    "CalendarDay",
    "CalendarNotice",
    "CalendarYear",
    "CannedReply",
    "CaseCharge",
    "CaseIncident",
    "CaseLot",
    "CaseStatus",
    "CaseUsage",
    "Charge",
    "ChargeStatus",
    "CreditLot",
    "Decision",
    "DecisionPart",
    "DeductionFinding",
    "Direction",
    "Dispute",
    "DisputeStatus",
    "DocumentedVersion",
    "DueKind",
    "Duplicate",
    "DuplicateRuling",
    "Ended",
    "EntryKind",
    "EstablishedOutcome",
    "EstablishedStatus",
    "Evaluation",
    "EventStatus",
    "Evidence",
    "EvidenceFile",
    "ExportRecord",
    "Finding",
    "ForeignRefund",
    "Incident",
    "LedgerEntry",
    "LineOutcome",
    "LotDraw",
    "Message",
    "Order",
    "OrderLine",
    "OrderStatus",
    "Outcome",
    "Payout",
    "PayoutLimit",
    "PayoutStatus",
    "PolicyVersion",
    "Presence",
    "PriorApplication",
    "PriorRefund",
    "ProviderEvent",
    "ProviderHealth",
    "ProviderMessage",
    "ProviderName",
    "ProviderRule",
    "ProviderSwitch",
    "QueueCount",
    "QuotaRevocation",
    "QuotaStatus",
    "RefundCase",
    "Refusal",
    "RefusalKind",
    "ReplyStatus",
    "RequestedAmount",
    "Route",
    "Ruling",
    "SandboxCall",
    "SandboxRule",
    "SavedView",
    "Stage",
    "StatementRuling",
    "StoredFile",
    "TechnicalAudit",
    "TryOut",
    "TryOutProgress",
    "TryOutStatus",
    "UsageQuota",
    "UsageRecord",
    "VersionStatus",
    "Voucher",
]
