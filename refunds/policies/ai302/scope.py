"""The opening of the policy: what it applies to."""

from .terms import policy

policy.declaration(
    "302-0.1",
    "What the policy applies to",
    "This Refund Policy applies to all top-ups and service-related refund applications for users of the 302.AI platform"
    ' (hereinafter referred to as "the Platform"). It aims to clarify refund rules, standardize the application'
    " process, and protect the legitimate rights of both the Platform and its users.",
)
policy.declaration(
    "302-0.2",
    "Supplements the Platform Service Agreement",
    "This policy serves as a supplementary clause to the Platform Service Agreement.",
    decides="V",
)
