"""A 302.AI application made again, linked to the one that was refused (302-IV.4): its window is that of the event."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.acts import Act
from accounts.models import Customer
from refunds.locks import NoSuchRow, lock_case
from refunds.models import CaseStatus, RefundCase
from refunds.models.vocabulary import ClaimType, PolicyId
from refunds.operations.perform import Refused, perform, refusals
from refunds.operations.reassess import reassess
from refunds.policies.facts import Facts


def link_earlier(case_id: int, *, earlier_id: int, act: Act) -> RefundCase:
    """Say that this case is the re-application of an earlier one, which the door did not say; it is looked at again.

    The earlier decision becomes one of its facts: whether new materials came, whether an audit was late (pick T14). No
    period begins anew: each deduction keeps its own seven working days (reading 5.11). Raises Refused.
    """
    with transaction.atomic():
        case = lock_case(case_id)
        if found := refusals(case, "link_earlier", act.by):
            raise Refused(*found)
        earlier = RefundCase.objects.filter(pk=earlier_id).first()
        if earlier is None:
            raise NoSuchRow(_("There is no case %s.") % earlier_id)
        if earlier not in may_be_earlier(case):
            raise Refused(
                _("%(earlier)s is no refused application that this customer made before %(case)s.")
                % {"earlier": earlier, "case": case}
            )
        perform(case, "link_earlier", act, earlier=earlier)
        return reassess(case_id, act=act)


def may_be_earlier(case: RefundCase) -> QuerySet[RefundCase]:
    """The refused 302.AI applications of the customer before this one, the latest first."""
    rows: QuerySet[RefundCase] = RefundCase.objects.filter(
        customer=case.customer_id, policy=PolicyId.AI302, status=CaseStatus.REJECTED, received_at__lte=case.received_at
    )
    return rows.exclude(pk=case.pk).order_by("-received_at", "-pk")


def earlier_named(facts: Facts, policy: str, customer: Customer) -> RefundCase | None:
    """The case of ours that a document of a re-application names as an earlier application; None where none is."""
    if policy != PolicyId.AI302 or facts.claim.get("type") != ClaimType.RE_APPLICATION:
        return None
    named = ids(application.get("id") for application in facts.prior_applications)
    rows = RefundCase.objects.filter(customer=customer, policy=policy, number__in=named)
    found: RefundCase | None = rows.order_by("-received_at", "-pk").first()
    return found


def ids(given: Iterable[str | None]) -> list[str]:
    """Those that were given."""
    return [id for id in given if id]
