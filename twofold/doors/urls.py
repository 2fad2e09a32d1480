"""The addresses of the doors: the REST API under its root, and whatever is not there."""

from itertools import groupby

from django.urls import include, path, re_path

from .rest.answering import nowhere, view_of
from .rest.route import ROOT
from .rest.table import table

_below_root = [
    path(address, view_of(list(routes)), name=f"api-{name}")
    for (address, name), routes in groupby(table(), key=lambda route: (route.django_path, route.path))
]
urlpatterns = [
    path(f"{ROOT}/", include(_below_root)),
    path("openapi.json", view_of([route for route in table() if route.kind == "document"]), name="openapi"),
    re_path(rf"^{ROOT}(/.*)?$", nowhere, name="api-nowhere"),
]
