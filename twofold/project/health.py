"""What a watcher asks: is it alive, is it ready, what are its figures."""

import secrets
from datetime import timedelta

import prometheus_client
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from twofold.core.clock import now
from twofold.core.models import WorkerPulse

from .error_views import not_found


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Database reachable, migrations applied, a worker alive within the last minute."""
    checks = {"database": False, "migrations": False, "worker": False}
    try:
        executor = MigrationExecutor(connection)
        checks["database"] = True
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        checks["worker"] = WorkerPulse.rows.filter(seen_at__gt=now() - timedelta(minutes=1)).exists()
    except Exception:  # whatever a broken database raises means: not ready
        return _told(checks)
    return _told(checks)


def _told(checks: dict[str, bool]) -> HttpResponse:
    """Not to be ready yet is an answer, not an error: who starts a server asks many times a second."""
    ready = all(checks.values())
    answer = JsonResponse({"status": "ok" if ready else "not ready", "checks": checks}, status=200 if ready else 503)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - how Django is told not to log it
    return answer


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures, for the machine itself or for whoever has `METRICS_TOKEN`; for others they are not there."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    near = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and "X-Forwarded-For" not in request.headers
    if not (secrets.compare_digest(given.encode(), token.encode()) if token else near):
        return not_found(request)
    return HttpResponse(prometheus_client.generate_latest(), content_type=prometheus_client.CONTENT_TYPE_LATEST)
