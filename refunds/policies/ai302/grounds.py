"""Chapter II: a refund needs abnormal PTC consumption by technical issues of the platform, as the audit confirms it."""

from refunds.policies.facts import Facts
from refunds.policies.language import Answer, Kind, applies, does_not_apply, not_known
from refunds.policies.settings import Terms
from refunds.policies.wording import Phrase, listed, when

from .claims import brings_something_new, is_re_application
from .deductions import audit_of, audit_status, claimed, claimed_names, confirmed_ids, events
from .losses import counted, losses
from .records import name_of
from .terms import policy

UNKNOWN = Phrase("an unknown number of")
CONFIRMED, NOT_PLATFORM_FAULT = "confirmed", "not_platform_fault"


@policy.clause("302-II", Kind.CONDITION, decides="T")
def not_caused_by_the_platform(facts: Facts, terms: Terms) -> Answer:
    """Refunds may only be requested if abnormal PTC consumption occurs due to Platform technical issues during the use
    of AI services. These scenarios include, but are not limited to:

    The only gate. Applies, and excludes, where the audit found no technical issue of the platform behind a deduction
    claimed; the audit prevails over what the log says of the cause.
    """
    status, names = audit_status(facts), [name for name, _ in events(facts) if name]
    if status == NOT_PLATFORM_FAULT:
        return applies(f"{_audited(facts)} behind {listed(names or ['the claim'])}", deductions=names or "-")
    if status != CONFIRMED or not names or not confirmed_ids(facts):
        return not_known(_audited(facts))
    lost = confirmed_ids(facts).intersection(names).difference(claimed_names(facts))
    if lost:
        return not_known(f"{_audited(facts)} in {listed(sorted(lost))}, of which there is no record")
    abnormal = {name_of(loss.usage) for loss in losses(facts) if loss.ground}
    others = [name for name in names if name not in abnormal]
    if others:
        return applies(f"{_audited(facts)}, but nothing abnormal in {listed(others)}", deductions=others)
    return does_not_apply(f"{_audited(facts)} in {listed(names)}")


def _audited(facts: Facts) -> str:
    """What the audit says, as the beginning of a sentence."""
    audit, status = audit_of(facts), audit_status(facts)
    since = f" {when(audit.concluded_at)}" if audit is not None and audit.concluded_at else ""
    if status == CONFIRMED:
        which = "" if confirmed_ids(facts) else ", but names no deduction"
        return f"the audit concluded{since} confirmed abnormal consumption{which}"
    if status == NOT_PLATFORM_FAULT:
        return f"the audit concluded{since} found no technical issue of the platform"
    if status == "inconclusive":
        return f"the audit concluded{since} is inconclusive"
    return "the technical audit is not finished" if status else "no technical audit of this application has begun"


def _made_out(facts: Facts, ground: str) -> Answer:
    """A ground is made out by the audit alone; the records say which one and how much."""
    status = audit_status(facts)
    if is_re_application(facts) and not brings_something_new(facts) and status == NOT_PLATFORM_FAULT:
        return not_known(f"{_audited(facts)}; what is new has not been sent yet")
    if status == NOT_PLATFORM_FAULT:
        return does_not_apply(_audited(facts))
    if status != CONFIRMED or not claimed(facts) or not confirmed_ids(facts):
        return not_known(_audited(facts))
    found = [loss for loss in losses(facts) if loss.ground == ground]
    if not found:
        return does_not_apply(f"{_audited(facts)}; no deduction claimed is of this kind")
    said = listed(f"{counted(loss.ptc)} PTC of {name_of(loss.usage)} ({loss.why})" for loss in found)
    return applies(f"{_audited(facts)}: {said}", ptc=[counted(loss.ptc) if loss.ptc else UNKNOWN for loss in found])


@policy.clause("302-II.1", Kind.GROUND, decides="D/T")
def no_effective_result(facts: Facts, terms: Terms) -> Answer:
    """AI services experiencing freezing, crashing, or response interruptions, resulting in the user failing to receive
    effective service results while PTC has already been deducted;

    Of a batch the share without an effective result. A fault of an upstream supplier is one of the platform for the
    user.
    """
    return _made_out(facts, "302-II.1")


@policy.clause("302-II.2", Kind.GROUND, decides="D/T")
def deducted_twice_or_too_much(facts: Facts, terms: Terms) -> Answer:
    """Platform system glitches leading to duplicate or excessive PTC deductions not caused by user error;

    The whole of the duplicate, or what was deducted beyond the correct PTC.
    """
    return _made_out(facts, "302-II.2")


@policy.clause("302-II.3", Kind.GROUND, decides="T")
def other_abnormal_consumption(facts: Facts, terms: Terms) -> Answer:
    """Other instances of abnormal PTC consumption confirmed by the Platform's technical audit.

    Exists only by the audit.
    """
    return _made_out(facts, "302-II.3")
