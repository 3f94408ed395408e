"""The desk where refunds wait for the next file to the bank: the memory behind the provider of that name."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from refunds.models import BankAccount, BankOrder, LineOutcome
from refunds.money import Money
from refunds.providers.bank_files.values import end_to_end_id
from refunds.providers.bank_transfer import NoAccount
from refunds.providers.base import Instruction, Receipt

SAYS_SOMETHING = (LineOutcome.PAID, LineOutcome.RETURNED)


class BankDesk:
    """Orders to the bank, as refunds.providers.bank_transfer writes and reads them."""

    def order(self, key: str) -> BankOrder | None:
        """The order under a key."""
        return BankOrder.objects.filter(key=key).first()

    def enter(self, instruction: Instruction) -> BankOrder:
        """Write an order down, for good. Raises NoAccount where the destination is no account of ours to pay to."""
        account = BankAccount.objects.filter(destination=instruction.destination).first()
        if account is None:
            raise NoAccount(instruction.destination)
        try:
            with transaction.atomic(durable=True):
                return BankOrder.objects.create(
                    payout_id=instruction.payout,
                    account=account,
                    key=instruction.key,
                    end_to_end_id=end_to_end_id(instruction.key),
                    amount_minor=instruction.amount.minor,
                    currency=instruction.amount.currency,
                    body=instruction.body().decode(),
                )
        except IntegrityError:
            if earlier := self.order(instruction.key):
                return earlier
            raise

    def news(self, order: BankOrder) -> Receipt:
        """What the bank has said of an order so far."""
        line = order.statement_lines.filter(outcome__in=SAYS_SOMETHING).last()
        if line is None:
            return Receipt.pending(order.end_to_end_id)
        if line.outcome == LineOutcome.PAID:
            return Receipt.paid(order.end_to_end_id)
        return Receipt.returned(line.reason, provider_reference=order.end_to_end_id)

    def orders_after(self, number: int, at_most: int) -> list[BankOrder]:
        """The next orders, in the order in which they were handed over."""
        return list(BankOrder.objects.filter(pk__gt=number).order_by("pk")[:at_most])

    def amount(self, order: BankOrder) -> Money:
        """What an order pays."""
        return Money(order.amount_minor, order.currency)
