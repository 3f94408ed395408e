"""PayPal as its documents describe it, on loopback: a server that remembers, and fails when it is told to."""

from tests.refunds.providers.paypal_simulator.books import Books
from tests.refunds.providers.paypal_simulator.faults import Fault, Faults
from tests.refunds.providers.paypal_simulator.server import PayPalSimulator
from tests.refunds.providers.paypal_simulator.signing import Signer

__all__ = ["Books", "Fault", "Faults", "PayPalSimulator", "Signer"]
