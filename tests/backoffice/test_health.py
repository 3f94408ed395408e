"""What a load balancer asks."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from backoffice import health


def test_a_living_process_says_so_without_a_database(client: Client) -> None:
    assert client.get("/livez").json() == {"alive": True}


@pytest.mark.django_db
def test_with_every_migration_applied_it_may_have_traffic(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True})


@pytest.mark.django_db
def test_with_a_migration_to_apply_it_gets_no_traffic(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'axes' AND name = '0010_accessattemptexpiration'")

    response = client.get("/readyz")

    assert (response.status_code, response.json()["why"]) == (503, "1 migrations to apply")


def test_without_its_database_it_gets_no_traffic(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> list[str]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "pending_migrations", refused)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["why"]) == (503, "the database does not answer")


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
@pytest.mark.django_db
def test_a_probe_needs_neither_our_host_name_nor_tls(client: Client, settings, path: str) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(path, headers={"host": "10.0.0.7"}).status_code == 200
