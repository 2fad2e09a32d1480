"""The whole URL table. Each app says its own; a URL without a policy stops the start (`doors/policy.py`)."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import include, path

from twofold.companies.urls import instead
from twofold.web.search import urls as search
from twofold.web.urls import declared_urls

from . import health
from .apps import modules_of
from .url_rooms import ByWords


def _room(app: str) -> list[Any]:
    """What the app draws itself, in its `urls.py`, and the pages that it declares, in its `pages.py`. Fixed words come
    first: `partners/new` before `partners/<id>`.
    """
    there = [import_module(name) for part in ("urls", "pages") for name in modules_of(app, part)]
    own = [url for module in there for url in getattr(module, "urlpatterns", ())]
    return sorted(
        [*own, *declared_urls(app)], key=lambda url: [word[:1] == "<" for word in str(url.pattern).split("/")]
    )


table = [
    *(url for app in settings.OWN_APPS for url in _room(app)),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    *instead,
    path("accounts/", include("allauth.urls")),
    *search.urlpatterns,
]

if settings.DEBUG:
    from twofold.ui.gallery import gallery

    table.append(path("ui/gallery", gallery, name="gallery"))

urlpatterns = [ByWords(table)]

handler400 = "twofold.project.error_views.bad_request"
handler403 = "twofold.project.error_views.forbidden"
handler404 = "twofold.project.error_views.not_found"
handler429 = "twofold.project.error_views.too_many"
handler500 = "twofold.project.error_views.server_error"
