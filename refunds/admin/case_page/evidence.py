"""What supports the claim: each piece with its file, who filed it, and where the same file was sent before."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from refunds.admin.record import policy_words
from refunds.models import Evidence, EvidenceFile, RefundCase
from refunds.operations.evidence_files import same_file_elsewhere

KINDS = (
    ("screenshot", _("screenshot")),
    ("fault_screenshot", _("screenshot of the fault")),
    ("ptc_detail_screenshot", _("screenshot of the PTC details")),
    ("fault_page_screenshot", _("screenshot of the page with the fault")),
    ("service_log", _("log of the service")),
    ("payment_voucher", _("payment voucher")),
    ("identity_document", _("identity document")),
    ("correspondence", _("correspondence")),
    ("document", _("other document")),
)
"""Kinds by name. The policy's list is open (pick T10): any other is shown as it was written."""
LABELS = dict(KINDS)


class Piece(NamedTuple):
    """One piece of evidence. others: cases into which the very same file came as well."""

    evidence: Evidence
    label: Any
    file: EvidenceFile | None
    size: str
    others: list[RefundCase]

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown where it stands."""
        return self.file is not None and self.file.stored.media_type.startswith("image/")


def pieces_of(case: RefundCase) -> list[Piece]:
    """The evidence of a fetched file, in its order."""
    evidence = list(case.evidence.all())
    files = {one.pk: getattr(one, "file", None) for one in evidence}
    elsewhere = cases_with(case) if any(files.values()) else {}
    return [piece(one, files[one.pk], elsewhere) for one in evidence]


def piece(one: Evidence, file: EvidenceFile | None, elsewhere: dict[int, list[RefundCase]]) -> Piece:
    """One piece with what is known of its file."""
    label = LABELS.get(one.kind) or policy_words.word(one.kind).replace("_", " ") or _("not said what")
    if file is None:
        return Piece(one, label, None, "", [])
    return Piece(one, label, file, filesizeformat(file.stored.size), elsewhere.get(file.stored_id, []))


def cases_with(case: RefundCase) -> dict[int, list[RefundCase]]:
    """Other cases by the file that they share with this one."""
    found: dict[int, dict[int, RefundCase]] = defaultdict(dict)
    for file in same_file_elsewhere(case)[:50]:
        found[file.stored_id][file.evidence.case_id] = file.evidence.case
    return {stored: list(cases.values()) for stored, cases in found.items()}
