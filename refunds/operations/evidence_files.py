"""Files that come as evidence: looked at before they are stored, kept once, and found again in other cases."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import filetype
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.acts import Act
from refunds.models import Evidence, EvidenceFile, RefundCase, StoredFile
from refunds.operations.evidence import add_evidence
from refunds.operations.perform import Refused

LARGEST = 10 * 1024 * 1024
MOST = 20
TYPES = {"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"}
TEXT = "text/plain"
NOT_IN_TEXT = frozenset(range(32)) - {9, 10, 12, 13, 27}
"""Control characters that no log has; the escape of coloured logs (27) is allowed."""


class Upload(NamedTuple):
    """A file as it came in."""

    name: str
    content: bytes


def file_evidence(case: RefundCase, kind: str, uploads: Sequence[Upload], act: Act) -> list[Evidence]:
    """File one piece of evidence for each upload. The case is locked. Raises Refused with a sentence for each fault."""
    if faults := [sentence for upload in uploads for sentence in faults_of(upload)]:
        raise Refused(*faults)
    if len(uploads) > MOST:
        raise Refused(_("%(count)s files at once are too many: send %(most)s at most.") % _counts(uploads))
    filed = add_evidence(case, [kind] * len(uploads), act)
    for evidence, upload in zip(filed, uploads, strict=True):
        EvidenceFile.objects.create(
            evidence=evidence,
            stored=store(upload),
            name=plain_name(upload.name),
            uploaded_by=act.by,
            uploaded_at=act.at,
        )
    return filed


def faults_of(upload: Upload) -> list[str]:
    """What keeps a file from being filed."""
    name = plain_name(upload.name)
    if not upload.content:
        return [_("%s is empty.") % name]
    if len(upload.content) > LARGEST:
        return [_("%(name)s is larger than %(most)s MB.") % {"name": name, "most": LARGEST // 1024 // 1024}]
    if media_type(upload.content) is None:
        return [_("%s is no picture, PDF or text. Ask for one of these.") % name]
    return []


def media_type(content: bytes) -> str | None:
    """What the bytes are, whatever their name says; None for what is not taken."""
    found = filetype.guess(content)
    if found is not None:
        return found.mime if found.mime in TYPES else None
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return None if NOT_IN_TEXT.intersection(content) else TEXT


def store(upload: Upload) -> StoredFile:
    """Keep a content, or find it where it is kept already."""
    digest = hashlib.sha256(upload.content).hexdigest()
    kind = media_type(upload.content)
    assert kind
    values = {"media_type": kind, "size": len(upload.content), "content": upload.content}
    return StoredFile.objects.get_or_create(sha256=digest, defaults=values)[0]


def plain_name(name: str) -> str:
    """The last part of a name without what could not be printed, short enough to be kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-200:] or "file"


def same_file_elsewhere(case: RefundCase) -> QuerySet[EvidenceFile]:
    """Files of other cases with a content that this one has too."""
    here = EvidenceFile.objects.filter(evidence__case=case).values("stored")
    elsewhere = EvidenceFile.objects.filter(stored__in=here).exclude(evidence__case=case)
    return elsewhere.select_related("evidence__case").only("stored_id", "evidence__case__number").order_by("pk")


def _counts(uploads: Sequence[Upload]) -> dict[str, int]:
    return {"count": len(uploads), "most": MOST}
