"""The whole URL table. Each app says its own; a URL without a policy stops the start (`doors/policy.py`)."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import include, path

from twofold.companies.urls import instead
from twofold.web.urls import declared_urls

from . import health
from .apps import modules_of


def _rooms() -> list[Any]:
    """The addresses of each app of ours; the API first, because it has the most and is asked most."""
    names = sorted(settings.OWN_APPS, key=lambda app: app != "twofold.doors")
    return [path("", include(room)) for room in map(_room, names) if room]


def _room(app: str) -> list[Any]:
    """What the app draws itself, in its `urls.py`, and the pages that it declares, in its `pages.py`. Fixed words come
    first: `partners/new` before `partners/<id>`.
    """
    there = [import_module(name) for part in ("urls", "pages") for name in modules_of(app, part)]
    own = [url for module in there for url in getattr(module, "urlpatterns", ())]
    return sorted(
        [*own, *declared_urls(app)], key=lambda url: [word[:1] == "<" for word in str(url.pattern).split("/")]
    )


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
