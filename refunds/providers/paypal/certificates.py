"""PayPal's certificates, fetched once each and from PayPal alone."""

from __future__ import annotations

import datetime as dt
import re
from threading import Lock

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.utils.translation import gettext as _

from refunds.providers.base import Unreachable
from refunds.providers.paypal.connection import Clock, Connection

PATH = "/v1/notifications/certs/"
NAME = re.compile(r"CERT-[0-9A-Za-z-]{1,100}", re.ASCII)
PAUSE = dt.timedelta(seconds=10)
"""After an address that gave no certificate, none is fetched for so long, whatever forged messages name."""


class Forged(ValueError):
    """A message that PayPal did not sign, with a sentence saying why."""


class Certificates:
    """The public keys under PayPal's messages, by the address that the message names.

    The address must be PayPal's own: what is served there over TLS is PayPal's word, elsewhere it is anybody's.
    """

    def __init__(self, connection: Connection) -> None:
        self.home = connection.account.base.replace("://api-m.", "://api.") + PATH
        self.http: httpx.Client = connection.http
        self.now: Clock = connection.now
        self._known: dict[str, x509.Certificate] = {}
        self._paused_until: dt.datetime | None = None
        self._fetching = Lock()

    def key_at(self, url: str) -> RSAPublicKey:
        """The key of a certificate that is valid now. Raises Forged, Unreachable."""
        if not (url.startswith(self.home) and NAME.fullmatch(url.removeprefix(self.home))):
            raise Forged(_("It names a certificate that is not PayPal's."))
        certificate = self._known.get(url) or self._fetched(url)
        if not certificate.not_valid_before_utc <= self.now() <= certificate.not_valid_after_utc:
            raise Forged(_("Its certificate is not valid now."))
        key = certificate.public_key()
        if not isinstance(key, RSAPublicKey):
            raise Forged(_("Its certificate is of another kind."))
        return key

    def _fetched(self, url: str) -> x509.Certificate:
        with self._fetching:
            if url in self._known:
                return self._known[url]
            if self._paused_until and self.now() < self._paused_until:
                raise Unreachable(_("PayPal's certificate can't be had now."))
            self._paused_until = self.now() + PAUSE
            self._known[url] = certificate = self._certificate(url)
            self._paused_until = None
            return certificate

    def _certificate(self, url: str) -> x509.Certificate:
        try:
            response = self.http.get(url)
        except httpx.TransportError as problem:
            raise Unreachable(_("PayPal's certificate can't be had now.")) from problem
        if response.status_code == 404:
            raise Forged(_("It names a certificate that PayPal does not have."))
        if response.status_code != 200:
            raise Unreachable(_("PayPal's certificate can't be had now."))
        try:
            return x509.load_pem_x509_certificate(response.content)
        except ValueError as problem:
            raise Unreachable(_("PayPal's certificate can't be read.")) from problem
