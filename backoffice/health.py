"""Two questions a load balancer asks: is the process alive, and may it have traffic."""

from collections.abc import Callable

import structlog
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

log = structlog.get_logger(__name__)


class HealthMiddleware:
    """Answers /livez and /readyz before everything else.

    A probe calls by address, without TLS, cookies or a host name of ours: it must get past the checks for those.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/livez":
            return JsonResponse({"alive": True})
        if request.path == "/readyz":
            return _readiness()
        return self.get_response(request)


def _readiness() -> HttpResponse:
    try:
        pending = pending_migrations()
    except Error:
        log.exception("not ready: the database does not answer")
        return JsonResponse({"ready": False, "why": "the database does not answer"}, status=503)
    if pending:
        return JsonResponse({"ready": False, "why": f"{len(pending)} migrations to apply"}, status=503)
    return JsonResponse({"ready": True})


def pending_migrations() -> list[str]:
    """The names of the migrations this code has and the database has not, such as `refunds.0002_payout`."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
