"""A stand-in for Stripe's refund API: what it remembers, how it fails, and the events that it signs and sends.

It is part of the product because the demo, the drills and the tests talk to the same one; whoever has no keys of Stripe
can see the whole way of a refund with it. It is written from Stripe's documents and knows no code of the refund office,
so that a mistake of ours isn't made twice. `python -m backoffice.demo.fake_stripe` runs it as a process.
"""

from backoffice.demo.fake_stripe.books import Books
from backoffice.demo.fake_stripe.faults import Fault, Faults
from backoffice.demo.fake_stripe.sending import Delivery, deliveries, sign
from backoffice.demo.fake_stripe.server import FakeStripe

__all__ = ["Books", "Delivery", "FakeStripe", "Fault", "Faults", "deliveries", "sign"]
