"""The whole URL table. Each app says its own; a URL without a policy stops the start (`doors/policy.py`)."""

from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.urls import include, path

from twofold.companies.urls import instead

from . import health

ROOMS = ("doors", "companies", "partners", "campaigns", "conversations", "assets", "launch", "leads")
"""In the order of asking: the API first, because it has the most addresses and is asked most."""


def _has_urls(room: str) -> bool:
    return apps.is_installed(f"twofold.{room}") and find_spec(f"twofold.{room}.urls") is not None


urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    *instead,
    path("accounts/", include("allauth.urls")),
    path("", include("twofold.web.search.urls")),
    *[path("", include(f"twofold.{room}.urls")) for room in ROOMS if _has_urls(room)],
]

if settings.DEBUG:
    from twofold.ui.gallery import gallery

    urlpatterns.append(path("ui/gallery", gallery, name="gallery"))

handler400 = "twofold.project.error_views.bad_request"
handler403 = "twofold.project.error_views.forbidden"
handler404 = "twofold.project.error_views.not_found"
handler429 = "twofold.project.error_views.too_many"
handler500 = "twofold.project.error_views.server_error"
