"""The overview and section 1: aims and promises, and which version of the policy governs."""

from refunds.policies.facts import Facts, PolicyVersion
from refunds.policies.language import Answer, Kind, applies, does_not_apply, not_known
from refunds.policies.settings import Terms
from refunds.policies.wording import listed, when

from .terms import policy
from .versions import governing, in_doubt, purchase_of

policy.declaration(
    "S-0.1",
    "A quality service experience",
    "We are committed to providing users with a quality service experience. If you are not satisfied with our services,"
    " we offer a fair and reasonable refund policy.",
)
policy.declaration(
    "S-0.2",
    "Read the terms",
    "Please read the following terms carefully to understand the conditions, process, and timeline for refunds. If you"
    " have any questions, please feel free to contact our customer service team.",
)
policy.declaration(
    "S-1.0",
    "Aim of the policy",
    "Our refund policy is designed to protect user rights while ensuring service sustainability. We promise:",
    decides="H",
)
policy.declaration(
    "S-1.1", "Clear conditions", "Fair and Transparent - All refund conditions are clear and explicit", decides="H"
)
policy.declaration(
    "S-1.2", "Timely processing", "Timely Processing - Process refund requests within specified timeframes", Kind.DUTY
)
policy.declaration("S-1.3", "Several methods", "Multiple Options - Support various refund methods", Kind.ROUTE)
policy.declaration(
    "S-1.4", "Professional support", "Professional Service - Provide professional customer support", decides="H"
)


@policy.clause("S-1.5", Kind.CONDITION, decides="D/V")
def changed_version_governs(facts: Facts, terms: Terms) -> Answer:
    """We reserve the right to adjust the refund policy based on specific circumstances, but will notify users
    in advance.

    The version in force at the purchase governs, if users were notified in advance when it replaced another. Drafts
    never count.
    """
    version: PolicyVersion | None = governing(facts)
    bought = when(purchase_of(facts))
    if doubtful := in_doubt(facts):
        names = listed(one.get("version") or one.path for one in doubtful)
        return not_known(f"whether version {names} ever was in force is not on record; bought {bought}")
    if version is None:
        return does_not_apply(f"the built-in version governs the purchase of {bought}")
    said = f"version {version.version}, in effect {when(version.effective_from)}, governs the purchase of {bought}"
    return applies(said, version=version.version) if version.notified_at else does_not_apply(said)
