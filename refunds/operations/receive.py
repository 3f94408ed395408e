"""The one way in: a case comes through a door, whichever it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.calendars import UTC8
from refunds.guards import may
from refunds.locks import lock_name
from refunds.models import RefundCase
from refunds.operations.assess import assess
from refunds.operations.canonical import dossier_digest
from refunds.operations.perform import Refused
from refunds.operations.platform_records import Report
from refunds.operations.reapplication import earlier_named
from refunds.operations.receiving.claim import claim_columns, not_in_file
from refunds.operations.receiving.contents import put_in_file
from refunds.operations.receiving.established import establish, write_down
from refunds.operations.receiving.fit import check_fit
from refunds.operations.receiving.platform import PlatformRows, record_platform
from refunds.policies import Dossier, read

RECEIVES = may("refunds.receive_refundcase")


def receive(
    document: Any, *, door: str, door_reference: str, act: Act, examined_at: dt.datetime | None = None
) -> RefundCase:
    """Bring a case in with everything its document says, and assess it at once, as of the document's `now`.

    document: a dossier of JSON types (docs/dossier.md). door, door_reference: the way it came and its name there; the
    same once more finds the same case and changes nothing. examined_at: for a document that stays an examination as of
    its own `now`, that instant; a live case is looked at as time passes.
    Raises DossierError for a document that is none, and Refused where the act's person may not bring cases in, the
    repeat says something else, or a fact on record contradicts. Nothing is stored then.
    """
    case, _is_new = receive_once(document, door=door, door_reference=door_reference, act=act, examined_at=examined_at)
    return case


def receive_once(
    document: Any, *, door: str, door_reference: str, act: Act, examined_at: dt.datetime | None = None
) -> tuple[RefundCase, bool]:
    """As receive(); with the case, whether it came in just now. Of two calls at once only one is told so."""
    dossier = read(document)
    check_fit(dossier.facts)
    if refused := RECEIVES.refusals(None, act.by):
        raise Refused(*refused)
    with transaction.atomic():
        lock_name("case", f"{door} {door_reference}")
        known = RefundCase.objects.filter(door=door, door_reference=door_reference).first()
        if known:
            return _same_again(known, dossier), False
        case = _open(dossier, act, door=door, door_reference=door_reference, examined_at=examined_at)
        assess(case.pk, act=act, as_of=dossier.now)
    return RefundCase.fetch(case.pk), True


def _same_again(case: RefundCase, dossier: Dossier) -> RefundCase:
    if case.received_digest == dossier_digest(dossier):
        return case
    raise Refused(
        _("%(id)s came in before as %(number)s with other content; nothing was changed.")
        % {"id": case.door_reference, "number": case.number}
    )


def _open(dossier: Dossier, act: Act, **door: Any) -> RefundCase:
    facts = dossier.facts
    received_at = facts.claim.get("submitted_at") or dossier.now
    number = _next_number(received_at)
    report = Report(act, at=dossier.now, name=number)
    rows = record_platform(facts, report)
    case: RefundCase = RefundCase.objects.record(
        act,
        number=number,
        policy=dossier.policy,
        received_at=received_at,
        received_digest=dossier_digest(dossier),
        customer=rows.customer,
        order=rows.order,
        previous=earlier_named(facts, dossier.policy, rows.customer),
        **claim_columns(facts),
        **_claimed_elsewhere(dossier, rows),
        **door,
    )
    put_in_file(case, facts, rows, report)
    establish(case, facts, report)
    write_down(case, facts, report)
    return case


def _claimed_elsewhere(dossier: Dossier, rows: PlatformRows) -> dict[str, dict[str, str]]:
    claim = dossier.facts.claim
    return {
        "unknown_charge_ids": not_in_file(claim.charge_ids, [charge.reference for charge in rows.charges]),
        "unknown_usage_ids": not_in_file(claim.usage_ids, [usage.reference for usage in rows.usage]),
    }


def _next_number(received_at: dt.datetime) -> str:
    """RC-<year of receipt in UTC+8>-<six digits>; a number once given is never given again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('refunds_case_number')")
        return f"RC-{received_at.astimezone(UTC8).year}-{cursor.fetchone()[0]:06d}"
