"""Files that come as evidence: what is taken, what is refused, and what is found again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.acts import Act
from refunds.models import EvidenceFile, RefundCase, StoredFile
from refunds.operations.correspondence import hear_customer
from refunds.operations.evidence_files import LARGEST, Upload, faults_of, media_type, plain_name, same_file_elsewhere
from refunds.operations.perform import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(17)
PDF = b"%PDF-1.7\n1 0 obj\n"
LOG = "2026-03-06 09:00:01 ERROR 超时 no result\n".encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (PDF, "application/pdf"),
        (LOG, "text/plain"),
        (b"\x1b[31mred\x1b[0m in a log", "text/plain"),
        (b"PK\x03\x04" + bytes(40), None),
        (b"MZ" + bytes(200), None),
        (b"\xff\xfe\x00binary", None),
        (b"text\x00with a nought", None),
    ],
)
def test_a_file_is_what_its_bytes_are(content: bytes, kind: str | None) -> None:
    assert media_type(content) == kind


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (Upload("log.txt", b""), "log.txt is empty"),
        (Upload("log.txt", b"a" * (LARGEST + 1)), "log.txt is larger than 10 MB"),
        (Upload("shot.png", b"MZ" + bytes(200)), "shot.png is no picture, PDF or text"),
    ],
)
def test_what_is_not_taken_is_named(upload: Upload, said: str) -> None:
    assert said in faults_of(upload)[0]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\lin\\shot.png", "shot.png"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
        ("", "file"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_kept_without_its_path_and_without_tricks(name: str, kept: str) -> None:
    assert plain_name(name) == kept


@pytest.fixture
def sent(act_of: Callable[..., Act]) -> Callable[..., None]:
    """sent(case, Upload(...)): the customer sends files, and Mei records them."""

    def send(case: RefundCase, *uploads: Upload) -> None:
        hear_customer(
            case.pk, text="", channel="email", files=uploads, files_show="service_log", act=act_of("mei", minutes=5)
        )

    return send


@pytest.mark.django_db
def test_each_file_becomes_a_piece_of_evidence(
    case: RefundCase, taken: Callable[..., RefundCase], sent: Callable[..., None]
) -> None:
    taken(case)
    sent(case, Upload("one.png", PNG), Upload("two.log", LOG))
    one, two = case.evidence.order_by("position")
    assert (one.kind, one.file.name, one.file.uploaded_by.username) == ("service_log", "one.png", "mei")
    assert (two.file.stored.media_type, two.file.stored.size, bytes(two.file.stored.content)) == (
        "text/plain",
        len(LOG),
        LOG,
    )


@pytest.mark.django_db
def test_one_bad_file_keeps_all_of_them_out(
    case: RefundCase, taken: Callable[..., RefundCase], sent: Callable[..., None]
) -> None:
    taken(case)
    with pytest.raises(Refused, match=r"two\.exe is no picture"):
        sent(case, Upload("one.png", PNG), Upload("two.exe", b"MZ" + bytes(200)))
    assert not case.evidence.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_the_same_file_is_kept_once_and_found_in_the_other_case(
    case: RefundCase, open_case: Callable[..., RefundCase], taken: Callable[..., RefundCase], sent: Callable[..., None]
) -> None:
    other = open_case("RC-2")
    for each in (case, other):
        taken(each)
        sent(each, Upload("shot.png", PNG))
    assert (StoredFile.objects.count(), EvidenceFile.objects.count()) == (1, 2)
    assert [file.evidence.case.number for file in same_file_elsewhere(case)] == ["RC-2"]
