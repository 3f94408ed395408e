"""The order of evaluation: the recommendation follows the first step that stops."""

from refunds.policies.evaluation import (
    LEGAL_HOLD,
    NEEDS_INFORMATION,
    NEEDS_SUPERVISOR,
    NEEDS_TECHNICAL_AUDIT,
    REJECT,
    Finding,
    Verdict,
)
from refunds.policies.examination import Examination
from refunds.policies.language import applies
from refunds.policies.wording import Phrase, when

from .claims import brings_something_new
from .decision import what_is_due
from .deductions import audit_status
from .topups import about_the_topup
from .versions import event_of
from .windows import Timely, is_any_open, windows

MATERIALS = ("302-III.1", "302-III.3", "302-IV.1", "302-IV.4")
NO_APPLICATION = ("official_application",)


def pending_proceedings(case: Examination) -> Verdict | None:
    """1. A case filed on the same deduction goes to the legal team; the text is silent on it."""
    filed = case.facts.claim.legal_proceedings
    if filed is None:
        return None
    kind = (filed.kind or "legal proceedings").replace("_", " ")
    case.record("302-0.1", applies(f"{kind} filed {when(filed.filed_at)} ({filed.reference or 'no reference'})"))
    return Verdict(LEGAL_HOLD)


def governing_version(case: Examination) -> Verdict | None:
    """2. The version posted at the consumption; its settings are those of the examination."""
    said = f"version {case.version} governs what happened {when(event_of(case.facts))}"
    case.record("302-V.3", applies(said, version=Phrase(case.version)))
    return None


def official_channel(case: Examination) -> Verdict | None:
    """4. Outside the official channels nothing was applied for: the customer is invited to, while there is time."""
    finding = case.look_at("302-IV.1")
    if not finding.lacking and finding.quoted.get("items") != NO_APPLICATION:
        return None
    if not any(window.timely in (Timely.IN_TIME, Timely.NOT_KNOWN) for window in windows(case.facts, case.terms)):
        return None
    case.cite_process("302-IV.1")
    return Verdict(NEEDS_INFORMATION, missing=NO_APPLICATION)


def review_of_a_decision(case: Examination) -> Verdict | None:
    """A secondary review is for another person than the first decider, whatever software would say; it needs news."""
    if case.facts.claim.type != "secondary_review":
        return None
    if not brings_something_new(case.facts):
        return Verdict(NEEDS_INFORMATION, missing=("additional_evidence",))
    return Verdict(NEEDS_SUPERVISOR)


def bars_that_nothing_cures(case: Examination) -> Verdict | None:
    """5 and 6. Late, violation, falsification: confirmed they reject, in doubt a supervisor decides."""
    in_time = case.look_at("302-III.2").excluded
    timely = set() if in_time else {window.timely for window in windows(case.facts, case.terms)}
    grave = [case.look_at(id) for id in ("302-III.4", "302-V.2")]
    if Timely.LATE in timely:
        case.cite_bars("302-III.2")
    confirmed = [finding.clause.id for finding in grave if finding.applies]
    if confirmed or timely == {Timely.LATE}:
        case.cite_bars(*confirmed, *_also_told(case))
        return Verdict(REJECT)
    doubtful = [finding.clause.id for finding in grave if finding.open]
    if Timely.IN_DOUBT in timely:
        doubtful.append("302-III.2")
    case.cite_bars(*doubtful)
    return Verdict(NEEDS_SUPERVISOR) if doubtful else None


def _also_told(case: Examination) -> list[str]:
    """What else stands against the request: if several bars apply, all are told."""
    told = [id for id in ("302-II", "302-V.1") if case.applies(id)]
    return told + [finding.clause.id for finding in _unmet(case) if _is_final(case, finding)]


def _unmet(case: Examination) -> list[Finding]:
    return [finding for id in MATERIALS if (finding := case.look_at(id)).applies]


def _is_final(case: Examination, finding: Finding) -> bool:
    """A condition that nothing can meet any more: shown not to hold, or still not met after the last day."""
    return not finding.quoted["items"] or not _may_be_asked(case)


def _may_be_asked(case: Examination) -> bool:
    open_still = is_any_open(windows(case.facts, case.terms), case.facts.now)
    return open_still and bool(case.terms.ask_while_window_is_open)


def materials(case: Examination) -> Verdict | None:
    """7. Identity, vouchers, evidence, amount, time, description: asked for while the window is open, at `now`."""
    unmet = _unmet(case)
    final = [finding.clause.id for finding in unmet if _is_final(case, finding)]
    if final:
        case.cite_bars(*final)
        return Verdict(REJECT)
    if not unmet:
        return None
    case.cite_process(*(finding.clause.id for finding in unmet))
    items = dict.fromkeys(item for finding in unmet for item in finding.quoted["items"])
    if "additional_evidence" in items:
        items.pop("evidence", None)
    return Verdict(NEEDS_INFORMATION, missing=tuple(items))


def technical_audit(case: Examination) -> Verdict | None:
    """8. Every application is audited; what the audit did not find to be the platform's is not refunded."""
    status = audit_status(case.facts)
    if case.look_at("302-II").open:
        return Verdict(NEEDS_SUPERVISOR if status == "inconclusive" else NEEDS_TECHNICAL_AUDIT)
    if status != "not_platform_fault":
        return _time_of_what_was_confirmed(case)
    case.cite_bars("302-II", *(["302-V.1"] if case.applies("302-V.1") else []))
    return Verdict(REJECT)


def _time_of_what_was_confirmed(case: Examination) -> Verdict | None:
    """Nothing is paid for a deduction of which nobody knows when it was."""
    unknown = any(window.timely is Timely.NOT_KNOWN for window in windows(case.facts, case.terms))
    return Verdict(NEEDS_INFORMATION, missing=("event_time",)) if unknown else None


PROCEDURE = (
    pending_proceedings,
    governing_version,
    about_the_topup,
    official_channel,
    review_of_a_decision,
    bars_that_nothing_cures,
    materials,
    technical_audit,
    what_is_due,
)
