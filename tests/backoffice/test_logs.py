"""What the log says, and what it keeps to itself. In a process of its own: logging is set up once in each."""

import json
import os
import subprocess
import sys

import pytest

MACHINES, PEOPLE = True, False


def log(program: str, *, json: bool) -> str:
    setup = f"""
import logging, logging.config, structlog
from backoffice.logs import logging_config
logging.config.dictConfig(logging_config(json={json}, level="INFO"))
"""
    command = [sys.executable, "-c", setup + program]
    return subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True).stderr


def test_an_event_for_machines_is_one_object_on_one_line() -> None:
    written = log("structlog.get_logger('refunds').info('退款 late', case='R-1')", json=MACHINES)

    event = json.loads(written)
    assert (event["event"], event["case"], event["level"], event["logger"]) == ("退款 late", "R-1", "info", "refunds")
    assert "退款" in written


def test_what_libraries_log_looks_the_same() -> None:
    event = json.loads(log("logging.getLogger('django').warning('Not Found: %s', '/cases')", json=MACHINES))

    assert (event["event"], event["level"], event["logger"]) == ("Not Found: /cases", "warning", "django")


@pytest.mark.parametrize("readers", [MACHINES, PEOPLE])
def test_a_traceback_shows_where_it_failed_and_no_variables(readers: bool) -> None:
    program = """
def check_password():
    password = "-".join(["correct", "horse"])
    raise ValueError("no such person")
try:
    check_password()
except ValueError:
    structlog.get_logger("accounts").exception("sign-in failed")
"""
    written = log(program, json=readers)

    assert "check_password" in written
    assert "no such person" in written
    assert "correct-horse" not in written
