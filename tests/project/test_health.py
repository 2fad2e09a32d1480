"""What a watcher asks, and who may ask it."""

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_it_is_alive_and_says_what_is_missing_to_be_ready() -> None:
    assert Client().get("/healthz").json() == {"status": "ok"}
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": True, "migrations": True, "worker": False}


def test_figures_are_for_this_machine_only() -> None:
    assert b"python_info" in Client().get("/metrics").content
    far = Client(REMOTE_ADDR="192.0.2.7").get("/metrics")
    behind = Client(headers={"X-Forwarded-For": "192.0.2.7"}).get("/metrics")
    missing = Client().get("/no-such-page")
    assert far.status_code == behind.status_code == missing.status_code == 404
    assert far.content == behind.content == missing.content


def test_requests_are_counted_by_view_and_never_by_address() -> None:
    Client().get("/healthz")
    Client().get("/no-such-page-of-anna")
    Client().generic("ODD", "/healthz")
    told = Client().get("/metrics").content.decode()
    assert 'twofold_requests_total{method="GET",status="200",view="healthz"}' in told
    assert 'twofold_requests_total{method="GET",status="404",view="none"}' in told
    assert 'twofold_requests_total{method="other",status="200",view="healthz"}' in told
    assert 'twofold_request_seconds_count{view="healthz"}' in told
    assert "anna" not in told


def test_with_a_token_figures_are_for_whoever_has_it(settings: LazySettings) -> None:
    settings.METRICS_TOKEN = "a-token-for-the-watcher"
    assert Client().get("/metrics").status_code == 404
    assert (
        Client(REMOTE_ADDR="192.0.2.7", headers={"Authorization": "Bearer a-token-for-the-watcher"})
        .get("/metrics")
        .status_code
        == 200
    )


def test_under_a_name_it_does_not_know_it_says_which_setting_helps(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["twofold.example.com"]
    answer = Client(headers={"Host": "twofold.elsewhere.example"}).get("/")
    assert answer.status_code == 400
    assert "BASE_URL" in answer.content.decode()
