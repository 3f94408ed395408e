"""PayPal's signature under its events, with a certificate of its own.

RSA with SHA-256 over transmission id, its time, the webhook's id and the CRC32 of the body, joined by bars:
https://developer.paypal.com/api/rest/webhooks/rest/
"""

from __future__ import annotations

import base64
import datetime as dt
import zlib
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """One key for each name, made once in a run of tests."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Signer:
    """Signs events as PayPal does, at a moment and for one webhook."""

    def __init__(self, now: dt.datetime, name: str = "CERT-360caa42-fca2a594-1d93a270") -> None:
        self.now, self.name = now, name
        self.key = private_key(name)
        self.certificate = certificate_of(self.key, now)

    def headers(self, body: bytes, *, url: str, webhook: str, transmission: str = "b2384410-f8d2-11e4-8bf3") -> dict:
        """The headers that go with a body."""
        at = self.now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        signed = f"{transmission}|{at}|{webhook}|{zlib.crc32(body)}".encode()
        signature = self.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
        return {
            "PAYPAL-TRANSMISSION-ID": transmission,
            "PAYPAL-TRANSMISSION-TIME": at,
            "PAYPAL-TRANSMISSION-SIG": base64.b64encode(signature).decode(),
            "PAYPAL-AUTH-ALGO": "SHA256withRSA",
            "PAYPAL-CERT-URL": f"{url}/v1/notifications/certs/{self.name}",
        }


def certificate_of(key: rsa.RSAPrivateKey, now: dt.datetime) -> bytes:
    """A certificate of a key for a year around a moment, as PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "messageverificationcerts.paypal.com")])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=30))
        .not_valid_after(now + dt.timedelta(days=335))
    )
    return built.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
