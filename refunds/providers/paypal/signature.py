"""Whether a message comes from PayPal: its signature, checked here against PayPal's certificate.

RSA with SHA-256 over the transmission's id and time, our webhook's id and the CRC32 of the body as it came:
https://developer.paypal.com/api/rest/webhooks/rest/.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from django.utils.translation import gettext as _

from refunds.providers.paypal.certificates import Certificates, Forged

ALGORITHM = "SHA256withRSA"
ID, TIME, SIGNATURE = "PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-TIME", "PAYPAL-TRANSMISSION-SIG"
NAMED_ALGORITHM, CERTIFICATE = "PAYPAL-AUTH-ALGO", "PAYPAL-CERT-URL"


def check(headers: Mapping[str, str], body: bytes, *, webhook_id: str, certificates: Certificates) -> None:
    """Pass what PayPal signed for our webhook, byte for byte.

    headers: by their names in any case, as Django and httpx give them. Raises Forged for everything else; raises
    Unreachable where PayPal's certificate can't be had now, so that the message has to be sent again.
    """
    if headers.get(NAMED_ALGORITHM) != ALGORITHM:
        raise Forged(_("It is not signed with %s.") % ALGORITHM)
    try:
        signature = base64.b64decode(headers.get(SIGNATURE, ""), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Forged(_("Its signature can't be read.")) from problem
    key = certificates.key_at(headers.get(CERTIFICATE, ""))
    signed = f"{headers.get(ID, '')}|{headers.get(TIME, '')}|{webhook_id}|{zlib.crc32(body)}"
    try:
        key.verify(signature, signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as problem:
        raise Forged(_("Its signature is not PayPal's.")) from problem
