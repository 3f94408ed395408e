"""What every test gets: a database of its own run, the cast, and a browser where the machine has one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils.translation import deactivate
from hypothesis import HealthCheck, settings

from backoffice.database import why_unusable
from tests.kept_template import copied, drop, keep
from tests.own_database import reserved_name

pytest_plugins = [
    "tests.at_the_desk",
    "tests.bank_cast",
    "tests.cast",
    "tests.desk_cast",
    "tests.documents",
    "tests.money_cast",
    "tests.paypal_cast",
    "tests.stripe_cast",
    "tests.versions_cast",
    *(f"tests.examples.{kind}" for kind in ("cases", "every", "payouts", "people", "records", "versions")),
    "tests.routes_cast",  # the last one: it imports some of those above
]

CHROMIUM = Path("/usr/bin/chromium")

# The same examples each time, however long they take on a busy machine; `--hypothesis-profile=long` looks for others.
settings.register_profile("quick", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("quick"), derandomize=False, max_examples=3_000)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def own_database(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[tuple[str, str]]:
    """Reserve a test database that no other run is using, or end the run with the reason why it has none.

    Two names: that of all test databases beside this one, and the one of this run.
    """
    if why := why_unusable():
        pytest.exit(why, returncode=pytest.ExitCode.USAGE_ERROR)
    database = connections["default"].settings_dict
    wanted = database["TEST"]["NAME"] or f"test_{database['NAME']}"
    with reserved_name(wanted) as name:
        database["TEST"]["NAME"] = name
        yield wanted, name
        drop(name)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(own_database: tuple[str, str]) -> None:
    """Asked for by pytest-django before it makes the database."""


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, own_database: tuple[str, str]) -> bool:
    """Whether the database is there already: where a run before has migrated one by the same sources, as its copy."""
    return not request.config.getvalue("create_db") and copied(*own_database)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, own_database: tuple[str, str], django_db_blocker: Any
) -> None:
    """Keep what was migrated for the runs to come."""
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            connections.close_all()
            keep(*own_database)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}: `apt install chromium` lets this test run")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A page that was asked for in Chinese leaves its language to the thread."""
    yield
    deactivate()
