"""A refund that was paid comes back: the bank says so, and finance records it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import NoSuchRow
from refunds.models import Payout
from refunds.operations.perform import Refused, refusals
from refunds.operations.settle import settle
from refunds.operations.words import required
from refunds.providers.base import Receipt


def record_return(payout_id: int, *, act: Act) -> Payout:
    """Book that the money of a payout is back: its entry is reversed, its units are restored, its case is reopened.

    act.why: what the bank or the provider says, such as a closed account. Raises Refused for a payout that isn't paid.
    """
    why = required(act.why, _("Say why the money came back, in the words of the bank or the provider."))
    with transaction.atomic():
        payout = Payout.objects.filter(pk=payout_id).first()
        if payout is None:
            raise NoSuchRow(_("There is no payout %s.") % payout_id)
        if found := refusals(payout, "come_back", act.by):
            raise Refused(*found)
        return settle(payout_id, receipt=Receipt.returned(why), act=act)
