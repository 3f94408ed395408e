"""An approval is for one account: with another one it is void, as long as nothing has left the house."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import lock_payouts
from refunds.models import AT_THE_BANK, BankBatchLine, Payout, PayoutStatus, RefundCase, Route, UsageQuota
from refunds.operations.finish import granted
from refunds.operations.messages import noted
from refunds.operations.perform import Refused, perform
from refunds.operations.revoke import restore_units


def void_approval(case: RefundCase, quotas: Collection[UsageQuota], act: Act) -> None:
    """Take back what was approved and not sent, and have the case decided and approved anew.

    The charges, their quotas and the case are locked. Raises Refused where a payout may be on its way.
    """
    payouts = lock_payouts(Payout.objects.live().filter(case=case).values_list("pk", flat=True)).values()
    if found := [sentence for payout in payouts for sentence in _on_its_way(payout)]:
        raise Refused(*found)
    why = act.because(_("The account that the money was approved for has changed."))
    for payout in payouts:
        perform(payout, "void", why)
        restore_units(payout, quotas, why)
    perform(case, "void_approval", why, assignee=case.assignee or granted(case).prepared_by)
    noted(case, _("The account has changed: the approval is void. Check the account, decide and approve anew."), act)


def _on_its_way(payout: Payout) -> Iterator[str]:
    if payout.status == PayoutStatus.RESERVED:
        return
    if payout.route != Route.BANK_TRANSFER or payout.status != PayoutStatus.PENDING:
        yield _("%s is on its way: the account can be changed when its outcome is known.") % payout.amount
    elif line := BankBatchLine.objects.filter(order__payout=payout, batch__status__in=AT_THE_BANK).first():
        yield _("%(amount)s is in the file %(batch)s, which was released to the bank: wait for what the bank says.") % {
            "amount": payout.amount,
            "batch": line.batch,
        }
