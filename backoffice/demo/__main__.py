"""`make demo`, or `python -m backoffice.demo --port 8000 [--reset]`."""

import argparse
import os
import signal
import sys
import time
from types import FrameType

import django
from django.core.exceptions import ImproperlyConfigured

from backoffice.demo.preparation import DemoRefused, prepare_database, refuse_taken_port
from backoffice.demo.processes import commands, end_with_parent, refuse_the_dead, running, wait_until_served


class Stopped(BaseException):
    """Somebody asked the demo to end, with Ctrl-C or SIGTERM."""


def run(port: int, *, reset: bool) -> None:
    """Serve the demo until somebody stops it.

    :raises DemoRefused: when it cannot start, or one of its processes ends by itself
    """
    refuse_taken_port(port)
    django.setup()
    print("Preparing the database and the example cases ...", flush=True)
    prepare_database(reset=reset)
    with running(commands(port)) as processes:
        wait_until_served(port, processes)
        announce(port)
        while True:
            refuse_the_dead(processes)
            time.sleep(0.2)


def port_number(text: str) -> int:
    """:raises DemoRefused: when the text is no number"""
    if not text.isdecimal():
        raise DemoRefused(f"PORT is a number, not {text!r}: `make demo PORT=8123`.")
    return int(text)


def announce(port: int) -> None:
    """Print where to go and who can sign in."""
    from accounts.demo_sign_ins import SIGN_INS

    print(f"\nThe refund back office is at http://127.0.0.1:{port}/\n")
    for heading, name, word in [("Role", "Name", "Password"), *SIGN_INS]:
        print(f"  {heading:<20}{name:<10}{word}")
    print("\nCtrl-C stops it; the data stays. `make demo RESET=1` begins again.", flush=True)


def main() -> None:
    """Everything that can go wrong ends as one line and an exit code."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--port", required=True)
    parser.add_argument("--reset", action="store_true")
    arguments = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "backoffice.settings.development"
    os.environ["DEBUG"] = "false"  # pages, errors and headers as in production
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    end_with_parent()
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # `nohup make demo` outlives its terminal
        signal.signal(signal.SIGHUP, _stop)
    try:
        run(port_number(arguments.port), reset=arguments.reset)
    except Stopped:
        print("\nStopped.")
    except (DemoRefused, ImproperlyConfigured) as refusal:
        sys.exit(str(refusal))


def _stop(signal_number: int, frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    main()
