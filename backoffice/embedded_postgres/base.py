"""Django's backend: PostgreSQL's own, with its server running before it connects."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base, client

from backoffice.embedded_postgres.cluster import Cluster
from backoffice.embedded_postgres.lease import hold

CLUSTER = Cluster(Path(__file__).parents[2] / "var" / "postgres")


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`."""

    def runshell(self, parameters: Iterable[str]) -> None:
        where = self.connection.get_connection_params()
        self.connection.settings_dict.update(HOST=where["host"], PORT=where["port"], USER=where["user"])
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        parameters = super().get_connection_params()
        hold(CLUSTER)
        return parameters | (CLUSTER.connection(parameters["dbname"]) or {})
