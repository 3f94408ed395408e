"""What a case that is merged leaves to the other, so that nothing of it is lost."""

from __future__ import annotations

from django.db.models import Max

from accounts.acts import Act
from refunds.models import Direction, Evidence, EvidenceFile, Message, RefundCase


def what_is_missing(younger: RefundCase, older: RefundCase) -> list[str]:
    """Charges, deductions, lots and vouchers in the file of the younger that the older doesn't have, by name."""
    pairs = (
        (younger.case_charges.values_list("charge__reference", flat=True), older.case_charges, "charge__reference"),
        (younger.case_usage.values_list("usage__reference", flat=True), older.case_usage, "usage__reference"),
        (younger.case_lots.values_list("lot__reference", flat=True), older.case_lots, "lot__reference"),
        (younger.vouchers.values_list("charge_reference", flat=True), older.vouchers, "charge_reference"),
    )
    return sorted({str(name) for mine, theirs, field in pairs for name in set(mine) - set(values(theirs, field))})


def values(rows: object, field: str) -> list[object]:
    """One column of some rows."""
    return list(rows.values_list(field, flat=True))  # type: ignore[attr-defined]


def carry_over(younger: RefundCase, older: RefundCase, act: Act) -> None:
    """Write what the customer said and showed into the older case. Both are locked."""
    if younger.description:
        _hear(older, younger.channel, younger.description, act)
    for message in younger.messages.filter(direction=Direction.INBOUND).exclude(body=younger.description):
        _hear(older, message.channel, message.body, act)
    last = older.evidence.aggregate(last=Max("position"))["last"] or 0
    pieces = younger.evidence.select_related("file").order_by("position")
    for position, piece in enumerate(pieces, start=last + 1):
        _show(older, piece, position, act)


def _hear(older: RefundCase, channel: str, body: str, act: Act) -> None:
    Message.objects.create(case=older, direction=Direction.INBOUND, channel=channel, by=act.by, at=act.at, body=body)


def _show(older: RefundCase, piece: Evidence, position: int, act: Act) -> None:
    """The same piece in the other file, as it was looked at, with the same stored content."""
    copy = Evidence.objects.record(
        act,
        case=older,
        position=position,
        kind=piece.kind,
        received_at=piece.received_at,
        recorded_by=act.by,
        readable=piece.readable,
        note=piece.note,
    )
    file = EvidenceFile.objects.filter(evidence=piece).first()
    if file is not None:
        EvidenceFile.objects.create(
            evidence=copy, stored_id=file.stored_id, name=file.name, uploaded_by=act.by, uploaded_at=act.at
        )
