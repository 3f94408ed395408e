"""Cases nobody wrote down: worked cases with something changed in them, and purchases built from nothing."""

import copy
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from refunds.policies import Dossier, DossierError, read
from refunds.policies.fields import Record
from tests.refunds.policies.expectations import WORKED, scenarios

Document = dict[str, Any]

CASES = {policy: scenarios(policy, *WORKED) for policy in ("service", "302ai")}
CURRENCIES = {"JPY": 0, "USD": 2, "KWD": 3}
BOUGHT = datetime.fromisoformat("2025-03-03T10:00:00+08:00")


class Place(NamedTuple):
    """A fact in a document: the object it stands in, its name there, and its path in the facts."""

    holder: Document
    name: str
    path: str


def known_facts(document: Document) -> list[Place]:
    """The facts of a document that are known and whose absence would mean that they are not."""
    return list(_known(read(document).facts, document["facts"]))


def _known(record: Record, document: Document) -> Iterator[Place]:
    for name, field in record.fields.items():
        value, said = record.values[field.index], document.get(name)
        if said is None:
            continue
        if isinstance(value, Record):
            yield from _known(value, said)
        elif isinstance(said, list):
            pairs = zip(value, said, strict=True)
            yield from (fact for one, inner in pairs if isinstance(inner, dict) for fact in _known(one, inner))
        elif not field.optional:
            yield Place(document, name, record.path_of(name))


@st.composite
def worked(draw: st.DrawFn, policy: str) -> Document:
    """A worked case as it stands."""
    return copy.deepcopy(draw(st.sampled_from(CASES[policy])))


@st.composite
def mutated(draw: st.DrawFn, policy: str) -> Document:
    """A worked case with parts of others in it, facts forgotten, amounts and instants changed."""
    document = draw(worked(policy))
    for change in draw(st.lists(st.sampled_from((grafted, forgotten, shifted, revalued)), max_size=3)):
        changed = copy.deepcopy(document)
        change(draw, changed, policy)
        if readable(changed):
            document = changed
    return document


def grafted(draw: st.DrawFn, document: Document, policy: str) -> None:
    other = draw(worked(policy))["facts"]
    name = draw(st.sampled_from(sorted(other)))
    document["facts"][name] = other[name]


def forgotten(draw: st.DrawFn, document: Document, policy: str) -> None:
    place = draw(st.sampled_from(known_facts(document)))
    place.holder[place.name] = None


def shifted(draw: st.DrawFn, document: Document, policy: str) -> None:
    instants = [place for place in known_facts(document) if place.name.endswith("_at")]
    if instants:
        place = draw(st.sampled_from(instants))
        by = timedelta(seconds=draw(st.sampled_from((-1, 1, -86_400, 86_400, -30 * 86_400, 30 * 86_400))))
        place.holder[place.name] = (datetime.fromisoformat(place.holder[place.name]) + by).isoformat()


def revalued(draw: st.DrawFn, document: Document, policy: str) -> None:
    amounts = [place for place in known_facts(document) if place.name in ("amount", "consumed", "ptc_deducted", "ptc")]
    if amounts:
        place = draw(st.sampled_from(amounts))
        place.holder[place.name] = str(draw(st.integers(0, 2_000)))


@st.composite
def built(draw: st.DrawFn) -> Document:
    """A purchase in a currency of 0, 2 or 3 decimals, paid by one to three charges, partly used and refunded."""
    document = copy.deepcopy(next(case for case in CASES["service"] if case["id"] == "SV-001"))
    facts, currency = document["facts"], draw(st.sampled_from(sorted(CURRENCIES)))
    prices = draw(st.lists(st.integers(1, 10**6), min_size=1, max_size=3))
    facts["charges"] = [
        {**facts["charges"][0], "id": f"CH-{n}", "amount": major(price, currency), "currency": currency, "fee": None}
        for n, price in enumerate(prices)
    ]
    names = [charge["id"] for charge in facts["charges"]]
    facts["order"] |= {"amount": major(sum(prices), currency), "currency": currency, "lines": draw(lines(currency))}
    granted = draw(st.integers(1, 1_000))
    facts["quota"] = {"granted": str(granted), "consumed": str(draw(st.integers(0, granted))), "unit": "credits"}
    asked = draw(st.none() | st.integers(1, 2 * sum(prices)))
    asked_for = {"requested_amount": asked and major(asked, currency), "currency": currency}
    facts["claim"] |= {**asked_for, "charge_ids": draw(st.sampled_from((names, [])))}
    facts["prior_refunds"] = [
        {
            "kind": "refund",
            "charge_id": name,
            "amount": major(draw(st.integers(0, price)), currency),
            "currency": currency,
            "same_loss": draw(st.booleans()),
        }
        for name, price in zip(names, prices, strict=True)
        if draw(st.booleans())
    ]
    return document


@st.composite
def lines(draw: st.DrawFn, currency: str) -> list[Document]:
    prices = draw(st.lists(st.integers(1, 10**5), max_size=3))
    return [
        {"id": f"LN-{n}", "name": "image", "third_party": draw(st.booleans()), "amount": major(price, currency)}
        for n, price in enumerate(prices)
    ]


def major(minor: int, currency: str) -> str:
    decimals = CURRENCIES[currency]
    digits = f"{minor:0{decimals + 1}d}"
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def readable(document: Document) -> Dossier | None:
    try:
        return read(document)
    except DossierError:
        return None
