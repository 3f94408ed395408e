"""The customer names an order that the case did not have: it goes into the file with its charges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.models import CaseCharge, Charge, Order, RefundCase
from refunds.operations.perform import Refused


def charges_of_order(number: str) -> Sequence[int]:
    """The charges that have to be locked before an order goes into a file."""
    return list(Charge.objects.filter(order__number=number).values_list("pk", flat=True)) if number else []


def put_order_in_file(case: RefundCase, number: str, charges: Iterable[Charge], act: Act) -> None:
    """Note the number, and tie the case to the order where it is on record as this customer's.

    An order of somebody else is not tied: the case says that it belongs to another account (S-4.1.b). A number that
    isn't on record says nothing about whose it is. Raises Refused where the case is about another order already. The
    case is locked and stored by the caller.
    """
    if case.order and case.order.number != number:
        raise Refused(_("This case is about order %s already. Open a new case for another one.") % case.order)
    case.order_number_given = True
    order = Order.objects.filter(number=number, reference_given=True).first()
    if order is None:
        return
    case.order_number_matches_account = order.customer_id == case.customer_id
    if case.order is None and case.order_number_matches_account:
        case.order = order
        _file(case, charges, act)


def _file(case: RefundCase, charges: Iterable[Charge], act: Act) -> None:
    filed = set(case.case_charges.values_list("charge_id", flat=True))
    last = case.case_charges.aggregate(last=Max("position"))["last"] or 0
    new = [charge for charge in charges if charge.pk not in filed]
    for position, charge in enumerate(new, start=last + 1):
        CaseCharge.objects.record(act, case=case, charge=charge, position=position)
