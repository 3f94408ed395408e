"""What every test gets: a database of its own run, the cast, and a browser where the machine has one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from backoffice.database import why_unusable
from tests.own_database import reserved_name

pytest_plugins = [
    "tests.at_the_desk",
    "tests.cast",
    "tests.desk_cast",
    "tests.documents",
    "tests.money_cast",
    "tests.versions_cast",
]

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Give this run a test database that no other run is using, or end it with the reason why it has none."""
    if why := why_unusable():
        pytest.exit(why, returncode=pytest.ExitCode.USAGE_ERROR)
    database = connections["default"].settings_dict
    with reserved_name(database["TEST"]["NAME"] or f"test_{database['NAME']}") as name:
        database["TEST"]["NAME"] = name
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}: `apt install chromium` lets this test run")
