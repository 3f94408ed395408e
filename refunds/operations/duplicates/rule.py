"""People rule on two cases that look like one: they belong together, are one, or are not the same."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.guards import may
from refunds.letters import merged
from refunds.locks import lock_cases
from refunds.models import Duplicate, DuplicateRuling, RefundCase
from refunds.models.lifecycle import UNDER_EXAMINATION
from refunds.operations.duplicates.carry import carry_over, what_is_missing
from refunds.operations.messages import addressee, noted, sent
from refunds.operations.perform import Refused, perform
from refunds.operations.reassess import reassess
from refunds.operations.words import required

RULES = may("refunds.work_refundcase")


def link(case_id: int, other_id: int, *, act: Act) -> DuplicateRuling:
    """Say that two cases belong together; both go on. act.why says why. Raises Refused."""
    return _rule(case_id, other_id, Duplicate.LINKED, act)


def dismiss(case_id: int, other_id: int, *, act: Act) -> DuplicateRuling:
    """Say that two cases are not the same: nobody is asked again. act.why says why. Raises Refused."""
    return _rule(case_id, other_id, Duplicate.DISMISSED, act)


def merge(case_id: int, other_id: int, *, act: Act) -> DuplicateRuling:
    """Close the younger of two cases in favour of the older, which goes on with everything that the younger held.

    What the customer wrote, sent and showed in the younger is written into the older too, and a note in each names the
    other; the younger keeps all of it and is withdrawn. Only a younger case that claims nothing else can be merged, and
    only into a case whose facts may still move. The customer is told. Raises Refused.
    """
    with transaction.atomic():
        older, younger = _pair(case_id, other_id)
        _refuse_what_would_be_lost(older, younger)
        ruling = _store(older, younger, Duplicate.MERGED, act)
        perform(younger, "withdraw", act)
        carry_over(younger, older, act)
        noted(younger, _("Merged into {other}: {why}").format(other=older.number, why=act.why), act)
        noted(older, _("{other} was merged into this case: {why}").format(other=younger.number, why=act.why), act)
        sent(younger, "merged", merged(addressee(younger), into=older.number), act)
        reassess(older.pk, act=act)
        return ruling


def _rule(case_id: int, other_id: int, word: Duplicate, act: Act) -> DuplicateRuling:
    with transaction.atomic():
        older, younger = _pair(case_id, other_id)
        return _store(older, younger, word, act)


def _pair(case_id: int, other_id: int) -> tuple[RefundCase, RefundCase]:
    """Both cases, locked, the older first. Raises Refused."""
    if case_id == other_id:
        raise Refused(_("A case is not its own duplicate."))
    older, younger = (lock_cases([case_id, other_id])[pk] for pk in sorted((case_id, other_id)))
    return older, younger


def _store(older: RefundCase, younger: RefundCase, word: Duplicate, act: Act) -> DuplicateRuling:
    """Write the ruling, as the next version of the one there was. A merger is never taken back."""
    if found := RULES.refusals(older, act.by):
        raise Refused(*found)
    why = required(act.why, _("Say why: the next person wants to know."))
    row = DuplicateRuling.objects.filter(older=older, younger=younger).first()
    row = row or DuplicateRuling(older=older, younger=younger)
    if row.ruling == Duplicate.MERGED:
        raise Refused(_("{younger} was merged into {older} already.").format(younger=younger, older=older))
    row.ruling, row.because, row.ruled_by, row.ruled_at = word, why, act.by, act.at
    row.save(act=act)
    return row


def _refuse_what_would_be_lost(older: RefundCase, younger: RefundCase) -> None:
    found = []
    if older.status not in UNDER_EXAMINATION:
        found.append(_("{case} takes nothing in any more. Link the two instead.").format(case=older.number))
    if older.customer_id != younger.customer_id:
        found.append(_("The two cases are of two customers. Link them instead."))
    if younger.pending_decision is not None:
        found.append(_("A decision waits on {case}. Send it back first.").format(case=younger.number))
    if missing := what_is_missing(younger, older):
        sentence = _("{younger} claims what {older} does not: {what}. Link the two instead.")
        found.append(sentence.format(younger=younger.number, older=older.number, what=", ".join(missing)))
    if found:
        raise Refused(*found)
