"""What a watcher asks: is it alive, is it ready, what are its figures."""

from datetime import timedelta

import prometheus_client
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from twofold.core.clock import now
from twofold.core.models import WorkerPulse


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
        return JsonResponse({"status": "not ready", "checks": checks}, status=503)
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "not ready", "checks": checks}, status=200 if ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures; nothing in them belongs to a company."""
    return HttpResponse(prometheus_client.generate_latest(), content_type=prometheus_client.CONTENT_TYPE_LATEST)
