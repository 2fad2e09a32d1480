"""The whole URL table. Each app says its own; a URL without a policy stops the start (`doors/policy.py`)."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.urls import include, path

from twofold.companies.urls import instead

from . import health


def _rooms() -> list[Any]:
    """The addresses of each app of ours; the API first, because it has the most and is asked most."""
    names = sorted(settings.OWN_APPS, key=lambda app: app != "twofold.doors")
    modules = [import_module(f"{app}.urls") for app in names if find_spec(f"{app}.urls") is not None]
    return [path("", include(module)) for module in modules if hasattr(module, "urlpatterns")]


urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    *instead,
    path("accounts/", include("allauth.urls")),
    path("", include("twofold.web.search.urls")),
    *_rooms(),
]

if settings.DEBUG:
    from twofold.ui.gallery import gallery

    urlpatterns.append(path("ui/gallery", gallery, name="gallery"))

handler400 = "twofold.project.error_views.bad_request"
handler403 = "twofold.project.error_views.forbidden"
handler404 = "twofold.project.error_views.not_found"
handler429 = "twofold.project.error_views.too_many"
handler500 = "twofold.project.error_views.server_error"
