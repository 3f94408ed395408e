"""Only what PayPal signed, for our webhook and byte for byte, is PayPal's."""

import datetime as dt
from collections.abc import Callable

import pytest

from refunds.providers.base import Unreachable
from refunds.providers.paypal.certificates import Certificates, Forged
from refunds.providers.paypal.connection import Connection
from refunds.providers.paypal.signature import check
from tests.cast import MOMENT
from tests.refunds.providers.paypal_simulator import PayPalSimulator, Signer

WEBHOOK = "1JE4291016473214C"
BODY = b'{"id":"WH-1","event_type":"PAYMENT.CAPTURE.REFUNDED", "resource":{}}'
Headers = dict[str, str]


@pytest.fixture
def signed(paypal_simulator: PayPalSimulator) -> Headers:
    """The headers that PayPal sends with the body."""
    return paypal_simulator.signer.headers(BODY, url=paypal_simulator.url, webhook=WEBHOOK)


@pytest.fixture
def checked(connection: Connection) -> Callable[..., None]:
    """checked(headers, body): pass or raise."""
    certificates = Certificates(connection)

    def call(headers: Headers, body: bytes = BODY, webhook: str = WEBHOOK) -> None:
        check(headers, body, webhook_id=webhook, certificates=certificates)

    return call


def fetched(simulator: PayPalSimulator) -> int:
    """How often a certificate was asked for."""
    return sum("/certs/" in call for call in simulator.asked)


def test_what_paypal_signed_passes_and_its_certificate_is_fetched_once(
    signed: Headers, checked: Callable[..., None], paypal_simulator: PayPalSimulator
) -> None:
    checked(signed)
    checked(signed)
    assert fetched(paypal_simulator) == 1


def test_one_byte_more_is_forged(signed: Headers, checked: Callable[..., None]) -> None:
    with pytest.raises(Forged, match="not PayPal's"):
        checked(signed, BODY + b" ")


def test_a_message_for_another_webhook_is_forged(signed: Headers, checked: Callable[..., None]) -> None:
    with pytest.raises(Forged):
        checked(signed, webhook="ANOTHER")


@pytest.mark.parametrize("name", ["PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-TIME", "PAYPAL-TRANSMISSION-SIG"])
def test_every_part_is_signed(signed: Headers, checked: Callable[..., None], name: str) -> None:
    with pytest.raises(Forged):
        checked({**signed, name: "AAAA" + signed[name][4:]})
    with pytest.raises(Forged):
        checked({other: said for other, said in signed.items() if other != name})


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://evil.example/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270",
        "{home}/v1/notifications/certs/../../elsewhere",
        "{home}/v1/notifications/certs/CERT-1?to=https://evil.example",
        "{home}@evil.example/v1/notifications/certs/CERT-1",
        "{home}/v1/notifications/certs/CERT-1/../../../x",
    ],
)
def test_a_certificate_from_elsewhere_is_not_even_fetched(
    signed: Headers, checked: Callable[..., None], paypal_simulator: PayPalSimulator, url: str
) -> None:
    with pytest.raises(Forged, match="certificate that is not PayPal's"):
        checked({**signed, "PAYPAL-CERT-URL": url.format(home=paypal_simulator.url)})
    assert fetched(paypal_simulator) == 0


@pytest.mark.parametrize("algorithm", ["none", "SHA1withRSA", ""])
def test_a_weaker_signature_is_forged(signed: Headers, checked: Callable[..., None], algorithm: str) -> None:
    with pytest.raises(Forged, match="SHA256withRSA"):
        checked({**signed, "PAYPAL-AUTH-ALGO": algorithm})


def test_a_signature_by_somebody_else_is_forged(
    checked: Callable[..., None], signed: Headers, paypal_simulator: PayPalSimulator
) -> None:
    stranger = Signer(MOMENT, "CERT-of-a-stranger").headers(BODY, url=paypal_simulator.url, webhook=WEBHOOK)
    with pytest.raises(Forged, match="not PayPal's"):
        checked({**stranger, "PAYPAL-CERT-URL": signed["PAYPAL-CERT-URL"]})
    with pytest.raises(Forged, match="PayPal does not have"):
        checked(stranger)


def test_forged_names_of_certificates_do_not_make_us_call_at_will(
    checked: Callable[..., None], signed: Headers, paypal_simulator: PayPalSimulator
) -> None:
    home = f"{paypal_simulator.url}/v1/notifications/certs/CERT-"
    for number in range(5):
        with pytest.raises((Forged, Unreachable)):
            checked({**signed, "PAYPAL-CERT-URL": f"{home}{number}"})
    assert fetched(paypal_simulator) == 1
    paypal_simulator.books.now += dt.timedelta(seconds=11)
    checked(signed)


def test_a_certificate_that_has_ended_signs_nothing(
    checked: Callable[..., None], signed: Headers, paypal_simulator: PayPalSimulator
) -> None:
    paypal_simulator.books.now += dt.timedelta(days=400)
    with pytest.raises(Forged, match="not valid now"):
        checked(signed)


def test_the_certificates_of_production_are_those_of_paypal_alone() -> None:
    class Live:
        account = type("Account", (), {"base": "https://api-m.paypal.com"})
        http, now = None, None

    assert Certificates(Live).home == "https://api.paypal.com/v1/notifications/certs/"  # type: ignore[arg-type]
