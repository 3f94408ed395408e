"""Lines of bank statements that fit nothing: somebody looks at each, finds out, and says what it turned out to be."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.locks import NoSuchRow, lock_name
from refunds.models import BankStatementLine, LineOutcome, StatementRuling
from refunds.operations.bank.statements import IMPORTS
from refunds.operations.messages import noted
from refunds.operations.perform import Refused
from refunds.operations.words import required

WAITS = Q(outcome=LineOutcome.TO_LOOK_AT, ruling__isnull=True)
"""That somebody still has to look at a line."""


def lines_to_look_at() -> Any:
    """The lines that wait for somebody, the oldest first."""
    return BankStatementLine.objects.filter(WAITS).order_by("pk")


def against_concluding(line: BankStatementLine, person: Any) -> list[str]:
    """Why the person can't conclude the line now; empty where they may."""
    found = [str(sentence) for sentence in IMPORTS.refusals(line, person)]
    if line.outcome != LineOutcome.TO_LOOK_AT:
        found.append(_("Nothing is to be done about this line: %s.") % line.get_outcome_display())
    ruling = StatementRuling.objects.filter(line=line).select_related("by").first()
    if ruling is not None:
        found.append(_("%(by)s concluded this line already: %(why)s") % {"by": ruling.by, "why": ruling.why})
    return found


def conclude_line(line_id: int, *, act: Act) -> StatementRuling:
    """Say what a line turned out to be; it leaves the list, and its case, where it names one, has a note of it.

    act.why: the finding. Of two people who conclude it at once the second is refused. Raises Refused, NoSuchRow.
    """
    why = required(act.why, _("Say what the line turned out to be."))
    with transaction.atomic():
        lock_name("line of a statement", str(line_id))
        line = BankStatementLine.objects.select_related("order__payout__case").filter(pk=line_id).first()
        if line is None:
            raise NoSuchRow(_("There is no line %s of a bank statement.") % line_id)
        if found := against_concluding(line, act.by):
            raise Refused(*found)
        ruling: StatementRuling = StatementRuling.objects.create(line=line, by=act.by, at=act.at, why=why)
        if line.order is not None:
            noted(line.order.payout.case, _("The line of the bank statement was looked at: %s") % why, act)
        return ruling
