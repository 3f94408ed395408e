"""Why a try-out failed or left a case out: a sentence in the reader's language, and the technical text beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts import machine_reasons
from refunds.admin.record import policy_words
from refunds.policies.versioning.tally import OTHERS

UNFORESEEN = re.compile(r"[A-Z]\w*(: |$)")
"""An error of the program, as it is stored: its kind and what it says."""


class Problem(NamedTuple):
    """said: the sentence; technical: what the program said, where nobody foresaw it."""

    said: str
    technical: str = ""


def problem_of_run(stored: str) -> Problem | None:
    """Why a try-out failed, as the worker stored it; None where it did not."""
    if not stored or stored in machine_reasons.GIVEN:
        return Problem(machine_reasons.read(stored)) if stored else None
    said = _(
        "An error in the program ended it. No case was changed. Try the version out again; should it fail again, give "
        "the technical text to who looks after this back office."
    )
    return Problem(said, stored)


def problem_of_case(stored: str) -> Problem:
    """Why a case could not be evaluated: a fault of its document, or an error of the program."""
    if stored == OTHERS:
        return Problem(_("Other reasons."))
    if UNFORESEEN.match(stored) and policy_words.fault(stored) == stored:
        return Problem(_("The version can't be applied to it: an error in the program."), stored)
    return Problem(policy_words.fault(stored))
