"""Versions of a policy as data: numbers, wording, switches; what is wrong with them, and how two of them differ.

terms = VersionTerms.read(document)       # raises VersionError naming the field
faults(policy, terms)                     # every reason why this policy can't have them, one sentence each
edition = Edition(policy, "2026-05", terms)
policy.evaluate(dossier, under=edition)
"""

from .differences import Difference, differences
from .edition import Edition
from .faults import Fault, faults
from .outcome import Outcome
from .terms import TOLD_IN, UNCHANGED, VersionError, VersionTerms

__all__ = [
    "TOLD_IN",
    "UNCHANGED",
    "Difference",
    "Edition",
    "Fault",
    "Outcome",
    "VersionError",
    "VersionTerms",
    "differences",
    "faults",
]
