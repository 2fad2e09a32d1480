"""A client for each kind of caller, all over the real middleware."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from twofold.core.actor import Actor
from twofold.core.operations.runner import run


class Api:
    """One caller with a token, or nobody."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=True)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """A request below the root with a JSON body."""
        data = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(method, f"/api/v1{path}", headers={**self.headers, **told}, **data)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("POST", path, body, **headers)


def token_of(actor: Actor, *scopes: str) -> str:
    """A token in somebody's name."""
    made = run(actor, "token.create", {"name": "tests", "scopes": list(scopes) or ["read", "write"]})
    return str(made.result["token"])
