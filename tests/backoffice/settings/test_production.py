"""Production starts with everything it needs, or not at all."""

import os
import subprocess
import sys

import pytest

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "backoffice.settings.production",
    "SECRET_KEY": "a-key-of-the-tests-that-is-long-enough-and-varied-0123456789",
    "ALLOWED_HOSTS": "refunds.example",
    "DATABASE_URL": "postgres://refunds@database.example:5432/refunds",
}


def start(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": os.environ["PATH"], **COMPLETE, **environment}
    command = (sys.executable, *command)
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ("SECRET_KEY", "SECRET_KEY is not set: production needs a random text"),
        ("ALLOWED_HOSTS", "ALLOWED_HOSTS is not set: production needs the host names"),
        ("DATABASE_URL", "DATABASE_URL is not set: production needs the address"),
    ],
)
def test_what_is_missing_is_named_in_one_sentence(missing: str, refusal: str) -> None:
    started = start("-c", "import django; django.setup()", **{missing: ""})

    last_line = started.stderr.splitlines()[-1]
    assert started.returncode == 1
    assert last_line.startswith(f"django.core.exceptions.ImproperlyConfigured: {refusal}")


def test_a_database_that_is_no_postgresql_is_refused() -> None:
    started = start("-c", "import django; django.setup()", DATABASE_URL="sqlite:///refunds.db")

    assert "DATABASE_URL is not the address of a PostgreSQL" in started.stderr


def test_django_finds_nothing_to_warn_of_in_a_deployment() -> None:
    started = start("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (started.returncode, started.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_a_proxy_is_believed_about_https_only_when_there_is_one() -> None:
    show = "from django.conf import settings; print(settings.SECURE_PROXY_SSL_HEADER)"

    assert start("-c", show).stdout == "None\n"
    assert start("-c", show, NUM_PROXIES="1").stdout == "('HTTP_X_FORWARDED_PROTO', 'https')\n"


def test_every_static_file_that_a_page_or_a_stylesheet_names_exists(tmp_path) -> None:
    collected = start("manage.py", "collectstatic", "--noinput", STATIC_ROOT=str(tmp_path / "static"))

    assert (collected.returncode, collected.stderr) == (0, "")
    assert (tmp_path / "static" / "staticfiles.json").exists()
