"""Chapter V: what is covered, malicious applications, and which version governs."""

from refunds.policies.facts import Facts, StaffFinding
from refunds.policies.language import Answer, Kind, applies, does_not_apply, not_known
from refunds.policies.settings import Terms
from refunds.policies.wording import Phrase, listed, phrase, word

from .claims import plea
from .terms import policy

FALSEHOODS = ("abuse", "false_information")


@policy.clause("302-V.1", Kind.BAR, decides="D", bars=["302-II.*"])
def more_than_the_abnormal_consumption(facts: Facts, terms: Terms) -> Answer:
    """The Platform only refunds the actual PTC amount consumed abnormally under the specified circumstances. It does
    not bear any liability for indirect losses (e.g., business losses or time costs incurred due to service failures);

    The work on the amount settles it; a claim for indirect losses is barred from the start.
    """
    if plea(facts) == "indirect_loss":
        return applies("indirect losses are claimed")
    return does_not_apply("PTC are claimed, no indirect losses")


@policy.clause("302-V.2", Kind.BAR, decides="H/V", bars=["302-II.*"])
def malicious_or_falsified(facts: Facts, terms: Terms) -> Answer:
    """If a user engages in malicious refund applications or falsifies evidence, the Platform reserves the right to
    refuse the refund and may restrict, freeze, or terminate the account depending on the severity. Legal action may be
    pursued in serious cases;

    Only what staff established. Restricting, freezing or terminating the account is a supervisor's decision of its own.
    """
    found = [finding for finding in facts.findings if finding.subject in FALSEHOODS]
    confirmed = [_said(finding) for finding in found if finding.get("result") == "confirmed"]
    if confirmed:
        said = f"confirmed: {listed(confirmed)}; what becomes of the account is for a supervisor to decide"
        return applies(said, established=confirmed)
    suspected = [_said(finding) for finding in found if finding.get("result") in ("suspected", "asserted", None)]
    if suspected:
        return not_known(f"suspected, not confirmed: {listed(suspected)}")
    return does_not_apply("no malice and no falsification was established")


def _said(finding: StaffFinding) -> Phrase:
    subject = word(finding.get("subject") or "")
    return phrase("{subject} ({note})", subject=subject, note=finding.note) if finding.note else subject


policy.declaration(
    "302-V.3",
    "The version that was posted",
    "The Platform (302.AI) reserves the final right of interpretation for this policy. The Platform may adjust the"
    " policy based on business needs; adjusted policies will take effect upon being posted on the official website.",
    decides="D/V",
)
