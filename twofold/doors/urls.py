"""The addresses of the doors: the REST API under its root, and whatever is not there."""

from itertools import groupby

from django.urls import URLPattern, URLResolver, include, path, re_path

from .rest.route import ROOT
from .rest.routes import all_routes
from .rest.views import nowhere, view_of


def _below_root() -> list[URLPattern | URLResolver]:
    """One room for each first word of an address, so that a request is compared with two dozen patterns, not hundreds."""
    rooms: dict[str, list[URLPattern]] = {}
    alone: list[URLPattern | URLResolver] = []
    for (address, name), routes in groupby(all_routes(), key=lambda route: (route.django_path, route.path)):
        first, slash, rest = address.partition("/")
        found = path(rest if slash else first, view_of(list(routes)), name=f"api-{name}")
        (rooms.setdefault(first, []) if slash else alone).append(found)
    return [*alone, *(path(f"{first}/", include(found)) for first, found in rooms.items())]


urlpatterns = [
    path(f"{ROOT}/", include(_below_root())),
    path("openapi.json", view_of([route for route in all_routes() if route.kind == "document"]), name="openapi"),
    re_path(rf"^{ROOT}(/.*)?$", nowhere, name="api-nowhere"),
]
