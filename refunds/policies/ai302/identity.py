"""Who applies, and the papers that show it: real name, identity document, vouchers of the top-ups drawn from."""

from refunds.calendars import day_of
from refunds.policies.facts import Facts
from refunds.policies.settings import Terms

from .deductions import claimed
from .windows import windows


def why_not_the_applicant(facts: Facts) -> str | None:
    """Why the applicant cannot be the account holder; None while that is possible."""
    if facts.customer.get("is_account_holder") is False:
        return "the applicant is not the holder of the account"
    identity = facts.customer.identity
    if identity.get("provided") and identity.get("matches_account") is False:
        return "the identity document belongs to another person"
    return None


def lacking(facts: Facts, terms: Terms) -> tuple[str, ...]:
    """What is not shown yet, as items to ask for."""
    items = []
    if not _is_verified(facts, terms):
        items.append("real_name_verification")
    if not (facts.customer.identity.get("provided") and facts.customer.identity.get("matches_account")):
        items.append("identity_document")
    if not _has_vouchers(facts):
        items.append("topup_voucher")
    return tuple(items)


def _is_verified(facts: Facts, terms: Terms) -> bool:
    """Verified, and not only after the last day to apply."""
    verified_at = facts.customer.verified_at
    if not facts.customer.get("verified_real_name"):
        return False
    last_days = [window.last_day for window in windows(facts, terms)] if verified_at else []
    return verified_at is None or any(last is None or day_of(verified_at) <= last for last in last_days)


def _has_vouchers(facts: Facts) -> bool:
    """A voucher in the name of the account for every top-up drawn from, as far as those are on record."""
    matching = {voucher.charge_id for voucher in facts.claim.vouchers if voucher.get("payer_name_matches_account")}
    return bool(matching) and (None in matching or _charges_drawn_from(facts) <= matching)


def _charges_drawn_from(facts: Facts) -> set[str | None]:
    drawn = {draw.get("lot") for usage in claimed(facts) for draw in usage.get("drawn_from") or ()}
    return {
        lot.charge_id for lot in facts.lots if lot.get("id") in drawn and lot.get("source") == "paid" and lot.charge_id
    }
