"""Random dossiers that use every fact of docs/dossier.md in every word of its vocabularies, and leave any of them open.

Hypothesis would draw them too small: a whole dossier holds some three hundred facts. A seed names each of these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from refunds.policies import facts as said
from refunds.policies.countries import COUNTRIES

Json = dict[str, Any]
Maker = Callable[[Random], Any]

OPEN = 0.15
"""How often a fact is left open."""
CURRENCIES = {"USD": 2, "CNY": 2, "JPY": 0, "KWD": 3}
OFFSETS = [dt.timezone(dt.timedelta(hours=hours)) for hours in (-8, 0, 5.5, 8, 13)]
BEGINNING = dt.datetime(2023, 11, 14, tzinfo=dt.UTC)


def record(**facts: Maker) -> Maker:
    """A record whose facts are known, null or absent."""

    def make(dice: Random) -> Json:
        known = {name: None if dice.random() < OPEN else fact(dice) for name, fact in facts.items()}
        return {name: value for name, value in known.items() if value is not None or dice.random() < 0.5}

    return make


def several(item: Maker, most: int = 3, unique: str = "") -> Maker:
    """A list of some items; unique: the field that no two of them share, unless it is open."""

    def make(dice: Random) -> list[Any]:
        items = [item(dice) for _ in range(dice.randint(0, most))]
        if not unique:
            return items
        return list({one.get(unique) or place: one for place, one in enumerate(items)}.values())

    return make


def seldom(fact: Maker) -> Maker:
    """A fact that decides a case by itself where it is there: proceedings, mediation, a chargeback."""
    return lambda dice: fact(dice) if dice.random() < 0.2 else None


def one_of(words: Sequence[Any]) -> Maker:
    return lambda dice: dice.choice(words)


def ids(prefix: str) -> Maker:
    """Ids of a small range, so that lists often speak of each other's items."""
    return lambda dice: f"{prefix}-{dice.randint(1, 5)}"


def remark(dice: Random) -> str:
    return dice.choice(["a remark", "设备故障", "O'Neil; DROP TABLE", "line one\nline two", "%s {x} \\", "x" * 200])


def yes_or_no(dice: Random) -> bool:
    return dice.random() < 0.5


def instant(dice: Random) -> str:
    at = BEGINNING + dt.timedelta(seconds=dice.randint(0, 60_000_000), microseconds=dice.choice([0, 0, 1, 999_999]))
    return at.astimezone(dice.choice(OFFSETS)).isoformat()


def quantity(dice: Random) -> str:
    return f"{dice.randint(0, 99_999)}{dice.choice(['', '', '.5', '.50', '.0', '.123456789'])}"


def days(dice: Random) -> str:
    start = dt.date(2024, 1, 1) + dt.timedelta(days=dice.randint(0, 700))
    return f"{start}/{start + dt.timedelta(days=dice.randint(1, 400))}"


def span(dice: Random) -> Json:
    """A start and an end, of which either may be open."""
    start = BEGINNING + dt.timedelta(seconds=dice.randint(0, 10**7))
    times = {"start": start.isoformat(), "end": (start + dt.timedelta(seconds=dice.randint(1, 10**7))).isoformat()}
    return {name: at for name, at in times.items() if dice.random() >= OPEN}


def amount(currency: str | None, least: int = 0, most: int = 99_999) -> Maker:
    """An amount of a currency; open where that is."""
    if currency is None:
        return lambda dice: None
    exponent = CURRENCIES[currency]
    return lambda dice: f"{dice.randint(least, most) / 10**exponent:.{exponent}f}"


def with_currency(facts: Callable[[str | None], Maker], always: bool = False) -> Maker:
    """A record with amounts, and their currency where it is known."""

    def make(dice: Random) -> Json:
        currency = dice.choice([*CURRENCIES, *([] if always else [None])])
        return {**facts(currency)(dice), **({} if currency is None else {"currency": currency})}

    return make


customer = record(
    id=ids("CUS"),
    status=one_of(["active", "restricted", "frozen", "terminated"]),
    status_reason=remark,
    region=one_of(sorted(COUNTRIES)),
    verified_real_name=yes_or_no,
    verified_at=instant,
    identity=record(provided=yes_or_no, matches_account=yes_or_no),
    is_account_holder=yes_or_no,
    violations=several(
        record(
            id=ids("V"),
            type=one_of(
                ["terms_of_service", "abuse", "fraudulent_billing", "benefit_exploitation", "unauthorized_api_use"]
            ),
            status=one_of(["alleged", "confirmed", "cleared", "overturned"]),
            recorded_at=instant,
            note=remark,
        ),
    ),
)

order = with_currency(
    lambda currency: record(
        number=ids("ORD"),
        kind=one_of(["subscription", "one_off", "topup"]),
        service=remark,
        purchased_at=instant,
        amount=amount(currency),
        period=span,
        lines=several(record(id=ids("LN"), name=remark, third_party=yes_or_no, amount=amount(currency))),
        discount=amount(currency),
        cancelled_at=instant,
        disclosed_application_deadline=instant,
    )
)

charge = with_currency(
    lambda currency: record(
        id=ids("CH"),
        order_number=ids("ORD"),
        amount=amount(currency, least=10_000),
        captured_at=instant,
        state=remark,
        method=one_of(said.METHODS),
        fee=amount(currency),
        fee_bearer=one_of(["merchant", "customer"]),
        authorized=yes_or_no,
        account_open=yes_or_no,
        period=days,
    )
)

task = record(
    id=ids("US"),
    service=remark,
    started_at=instant,
    status=one_of(["completed", "failed", "interrupted", "frozen"]),
    effective_result=one_of([True, False, "partial"]),
    downloaded=yes_or_no,
    duplicate_of=ids("US"),
    cause=one_of(["platform", "upstream_supplier", "user", "unknown"]),
    units=quantity,
    deducted_at=instant,
    ptc_deducted=quantity,
    ptc_correct=quantity,
    drawn_from=several(record(lot=ids("LOT"), ptc=quantity)),
    delivered_at=instant,
    items_total=lambda dice: dice.randint(1, 10**9),
    items_delivered=lambda dice: dice.randint(0, 10**9),
)

lot = with_currency(
    lambda currency: record(
        id=ids("LOT"),
        source=one_of(["paid", "gift", "promo"]),
        ptc=quantity,
        price_paid=amount(currency),
        list_price=amount(currency),
        charge_id=ids("CH"),
        credited_at=instant,
        bonus_ptc_included=quantity,
    )
)

audit = record(
    status=one_of(["pending", "confirmed", "not_platform_fault", "inconclusive"]),
    abnormal_usage_ids=several(ids("US")),
    concluded_at=instant,
    finding=remark,
)

SUBJECTS = (
    "service_defect",
    "result_differs",
    "unauthorised",
    "usage_by_third_party",
    "statutory_right",
    "goodwill",
    "special_circumstances",
    "abuse",
    "false_information",
)
finding = record(
    subject=one_of(SUBJECTS),
    result=one_of(["confirmed", "not_confirmed", "suspected", "asserted", "approved"]),
    note=remark,
)
contact = record(at=instant, by=remark, kind=one_of(["human", "automatic", "letter"]), channel=one_of(said.CHANNELS))

application = record(
    id=ids("APP"),
    submitted_at=instant,
    decided_at=instant,
    decided_by=remark,
    outcome=one_of(["approved", "rejected"]),
    reasons=several(remark),
    order_number=ids("ORD"),
)

TERMS = {"service": "purchase_limit_days", "302ai": "application_window_working_days"}
PLEAS = {"service": said.SERVICE_GROUNDS, "302ai": said.TOPUP_GROUNDS}


def incident(dice: Random) -> Json:
    known: Json = record(
        id=ids("INC"),
        services=several(remark),
        cause=one_of(["platform", "upstream_supplier", "planned_maintenance"]),
        announced_at=instant,
    )(dice)
    return known | span(dice)


def version(policy: str) -> Maker:
    return record(
        version=remark,
        status=one_of(["draft", "in_force", "superseded"]),
        posted_at=instant,
        notified_at=instant,
        effective_from=instant,
        effective_to=instant,
        terms=lambda dice: {TERMS[policy]: dice.randint(1, 60)},
    )


def by_currency(dice: Random) -> Json:
    codes = dice.sample(sorted(CURRENCIES), dice.randint(1, 3))
    return {code: amount(code)(dice) for code in codes}


def evidence(dice: Random) -> str | Json:
    return remark(dice) if dice.random() < 0.5 else record(kind=remark, readable=yes_or_no)(dice)


def claim(policy: str) -> Maker:
    return with_currency(
        lambda currency: record(
            type=one_of(["first", "secondary_review", "re_application"]),
            ground=one_of(PLEAS[policy]),
            event_at=instant,
            submitted_at=instant,
            discovered_at=instant,
            channel=one_of(said.CHANNELS),
            requested_amount=amount(currency),
            requested_by_currency=by_currency,
            description=remark,
            evidence=several(evidence),
            charge_ids=several(ids("CH")),
            usage_ids=several(ids("US")),
            order_number_given=yes_or_no,
            purchase_time_given=yes_or_no,
            reason_given=yes_or_no,
            time_given=yes_or_no,
            description_given=yes_or_no,
            order_number_matches_account=yes_or_no,
            stated_purchase_time=instant,
            vouchers=several(record(charge_id=ids("CH"), payer_name_matches_account=yes_or_no)),
            payout_preference=one_of(["bank_transfer", "account_balance", "ptc_recredit"]),
            payout_account=record(owner_matches_customer=yes_or_no, region_supported=yes_or_no),
            legal_proceedings=seldom(
                record(kind=one_of(["court", "arbitration", "formal_notice"]), filed_at=instant, reference=remark)
            ),
            new_materials=yes_or_no,
            earlier_contact=remark,
        )
    )


def prior_refund(charges: list[Json]) -> Maker:
    """A refund of one of the charges, of little money, or of one that is in no dossier."""
    taken = [c for c in charges if c.get("id") and c.get("amount") and c.get("captured_at")]

    def make(dice: Random) -> Json:
        of = dice.choice([*taken, *taken, {"id": f"OTHER-{dice.randint(1, 3)}", "currency": "USD"}, {}])
        known: Json = record(
            kind=one_of(["refund", "ptc_recredit"]),
            usage_id=ids("US"),
            amount=amount(of.get("currency"), most=3_000),
            ptc=quantity,
            completed_at=instant,
            reason=remark,
            same_loss=yes_or_no,
        )(dice)
        return known | {"charge_id": of.get("id"), "currency": of.get("currency")}

    return make


def payment(charge: str) -> Json:
    """Where the provider finds the payment of a charge."""
    return {"provider": "stripe", "provider_payment": f"pi_{charge}"}


def facts(dice: Random, policy: str) -> Json:
    """The facts of one case; what names a place in the list of charges names one that is there."""
    charges = several(charge, unique="id")(dice)
    places = list(range(1, len(charges) + 1))
    grants = [
        {"charge": place, **record(granted=quantity, consumed=quantity)(dice)}
        for place in places
        if dice.random() < 0.5
    ]
    dispute = record(opened_at=instant, status=one_of(["open", "won"]))
    fee = record(amount=amount("KWD"), deduction_approved_by_supervisor=yes_or_no)
    known: Json = record(
        customer=customer,
        order=order,
        quota=record(granted=quantity, consumed=quantity, unit=remark),
        usage=several(task, most=4, unique="id"),
        lots=several(lot, unique="id"),
        incidents=several(incident, unique="id"),
        audit=audit,
        findings=several(finding),
        claim=claim(policy),
        prior_refunds=several(prior_refund(charges)),
        prior_applications=several(application),
        policy_versions=several(version(policy)),
        refund_processing_fee=lambda dice: {**fee(dice), "currency": "KWD"},
        chargeback=seldom(lambda dice: {**dispute(dice), "charge": dice.choice(places)} if places else None),
        mediation=seldom(record(body=remark, requested_at=instant)),
        company_contacts=several(contact),
        earlier_contacts=several(contact),
        staff_notes=several(remark),
    )(dice)
    paid_through = [charge | payment(charge["id"]) if charge.get("id") else charge for charge in charges]
    return known | {"charges": paid_through, "quota_grants": grants}


def dossier(seed: int) -> Json:
    """The dossier of a seed; even seeds are of the service policy, odd ones of the other."""
    dice = Random(seed)
    policy = "service" if seed % 2 == 0 else "302ai"
    return {"id": f"DOC-{seed}", "policy": policy, "now": instant(dice), "facts": facts(dice, policy)}
