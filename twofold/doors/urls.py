"""The addresses of the doors: the REST API under its root, and whatever is not there."""

from itertools import groupby

from django.urls import URLPattern, path

from .rest.route import ROOT
from .rest.routes import all_routes
from .rest.views import nowhere, view_of


def _below_root() -> list[URLPattern]:
    routes = groupby(all_routes(), key=lambda route: (route.django_path, route.path))
    return [path(f"{ROOT}/{address}", view_of(list(same)), name=f"api-{name}") for (address, name), same in routes]


urlpatterns = [
    *_below_root(),
    path("openapi.json", view_of([route for route in all_routes() if route.kind == "document"]), name="openapi"),
    *(path(ROOT + rest, nowhere, name="api-nowhere") for rest in ("", "/", "/<path:rest>")),
]
