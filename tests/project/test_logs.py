"""What goes wrong is told with its traceback, and without the values that people typed."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils.log import log_response

from twofold.project import logs

SECRET = "correct-horse-battery"


@pytest.fixture(autouse=True)
def others_loggers_come_back() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


def sign_in(request: HttpRequest) -> None:
    password = request.POST["password"]
    raise RuntimeError(f"could not check {len({password})} password")


def django_tells(request: HttpRequest, wrong: Exception) -> None:
    failed = HttpResponse(status=500)
    log_response("%s: %s", failed.reason_phrase, request.path, response=failed, request=request, exception=wrong)


def a_library_tells(request: HttpRequest, wrong: Exception) -> None:
    logging.getLogger("django_tasks_db").error("Task %s failed", 7, exc_info=wrong)


def we_tell(request: HttpRequest, wrong: Exception) -> None:
    structlog.stdlib.get_logger("twofold").exception("chore failed", chore="x")


@pytest.mark.parametrize("json_lines", [True, False])
@pytest.mark.parametrize("tell", [django_tells, a_library_tells, we_tell])
def test_a_failure_is_told_with_its_traceback_and_without_the_values_in_it(
    capsys: pytest.CaptureFixture[str], tell: Callable[[HttpRequest, Exception], None], *, json_lines: bool
) -> None:
    logs.configure(json=json_lines)
    request = RequestFactory().post("/sign-in", {"password": SECRET})
    try:
        sign_in(request)
    except RuntimeError as wrong:
        tell(request, wrong)
    written = told = capsys.readouterr().err
    if json_lines:
        (line,) = told.splitlines()
        told = json.loads(line)["exception"]
    assert "could not check 1 password" in told
    assert "in sign_in" in told
    assert SECRET not in written


def test_the_secret_of_a_link_is_not_in_the_line_of_a_failed_request(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(json=False)
    request = RequestFactory().get(f"/sign-in/{SECRET}")
    request.resolver_match = resolve(request.path)
    django_tells(request, RuntimeError("no"))
    written = capsys.readouterr().err
    assert "Internal Server Error: /sign-in/<str:token>" in written
    assert SECRET not in written
