"""The refund policies as code. No Django in here: facts in, evaluation out, the same answer each time.

dossier = read_line(line)          # or read(document); raises DossierError naming the field
evaluation = evaluate(dossier)     # evaluation.as_document() is what docs/dossier.md describes
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from refunds.calendars import CHINA, WorkingCalendar

from . import dossier as _dossier
from .ai302 import policy as _ai302
from .dossier import Dossier, parse
from .evaluation import Evaluation
from .fields import DossierError
from .language import NONE_ISSUED, Clause, Policy
from .service import policy as _service
from .versioning import Edition

POLICIES: Mapping[str, Policy] = MappingProxyType({policy.id: policy for policy in (_service, _ai302)})

__all__ = [
    "POLICIES",
    "Clause",
    "Dossier",
    "DossierError",
    "Edition",
    "Evaluation",
    "Policy",
    "evaluate",
    "parse",
    "read",
    "read_line",
]


def read(document: Any) -> Dossier:
    """The dossier in a document of JSON types, as docs/dossier.md describes it. Raises DossierError, nothing else."""
    return _dossier.read(document, POLICIES)


def read_line(text: str | bytes) -> Dossier:
    """The dossier in one line of JSON. Raises DossierError, nothing else."""
    return read(parse(text))


def evaluate(
    dossier: Dossier,
    calendar: WorkingCalendar = CHINA,
    issued: Mapping[str, Edition] = NONE_ISSUED,
    under: Edition | None = None,
) -> Evaluation:
    """The evaluation of a dossier by the policy it names; see Policy.evaluate for versions of it."""
    return POLICIES[dossier.policy].evaluate(dossier, calendar, issued, under)
