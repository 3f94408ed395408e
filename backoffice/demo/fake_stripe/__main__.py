"""`python -m backoffice.demo.fake_stripe --port 18412`: the stand-in as a process, until Ctrl-C."""

import argparse

from backoffice.demo.fake_stripe.books import Books
from backoffice.demo.fake_stripe.faults import Faults
from backoffice.demo.fake_stripe.server import API_KEY, FakeStripe


def main() -> None:
    """Serve, and say how the back office is told to use it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=18412)
    parser.add_argument("--seed", type=int, default=0, help="of the faults")
    parser.add_argument("--faults", type=float, default=0.0, help="how many calls of 1 fail, such as 0.4")
    arguments = parser.parse_args()
    stripe = FakeStripe(Books(), faults=Faults(seed=arguments.seed, share=arguments.faults), port=arguments.port)
    print(f"export STRIPE_API_KEY={API_KEY} STRIPE_API_BASE={stripe.url}", flush=True)
    try:
        stripe.serve()
    except KeyboardInterrupt:
        print("Stopped.")


if __name__ == "__main__":
    main()
