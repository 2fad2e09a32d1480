"""What turns a function into a page: signed in, permitted, and every refusal said in a sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from pydantic.alias_generators import to_camel, to_snake

from twofold.core.errors import Invalid, NotFound, Problem
from twofold.core.operations.runner import Outcome, run
from twofold.core.permissions import known
from twofold.ui.request import Request

from .page_again import referrer_of
from .refused_form import refused_form

View = Callable[..., HttpResponse]
_NOBODYS = "-"
"""An id that nothing has, for one in the address that no database could look for."""


def page(*, needs: str) -> Callable[[View], View]:
    """A page for people who are signed in and have a capability; `policy` on the view says which. The start fails for a
    view without one.

    What the view does not catch: NotFound (and a missing capability) is the one 404 page; any other refusal of
    a form post is said on the page it came from.
    """
    if not known(needs):
        raise ValueError(f"nobody has the capability {needs}")

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = request.actor
            if actor.membership is None:
                return (
                    _signed_out()
                    if request.headers.get("Accept", "").startswith("application/json")
                    else _to_sign_in(request)
                )
            if not actor.may(needs):
                return not_found()
            try:
                _no_nul(request)
                return view(
                    request, *args, **{name: _NOBODYS if "\0" in said else said for name, said in kwargs.items()}
                )
            except NotFound:
                return not_found()
            except Problem as problem:
                return refused(request, problem)
            except OverflowError:
                return refused(request, Invalid("This number is too large."))

        guarded.policy = needs  # type: ignore[attr-defined]
        return guarded

    return wrap


def _no_nul(request: Request) -> None:
    """Refuse the one character that no database keeps in a text. Errors: Invalid."""
    for name, values in (*request.GET.lists(), *request.POST.lists()):
        if any("\0" in value for value in values):
            raise Invalid.field(name, "This contains a character (NUL) that can't be saved.")


def public(view: View) -> View:
    """A page for anyone: signing in, asking for a link."""
    return mailed(closed="ui/404.html")(view)


def mailed(*, closed: str) -> Callable[[View], View]:
    """A page for whoever has its link from a mail. A link that cannot be used gets the template `closed`, which says
    what to do instead: the same bytes for used, late, replaced and invented ones, so that nothing can be guessed.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def open_to_all(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except NotFound:
                return not_found(closed)

        open_to_all.policy = "public"  # type: ignore[attr-defined]
        return open_to_all

    return wrap


def not_found(template: str = "ui/404.html") -> HttpResponse:
    """The one page for what is missing and what is not yours: the same bytes, whoever asks."""
    return HttpResponse(render_to_string(template), status=404)


def refused(request: Request, problem: Problem) -> HttpResponse:
    """Say a refusal: beside the form for htmx; else on the page the form came from, in the form with everything typed,
    or as a message where there was nothing to type.
    """
    if request.headers.get("HX-Request"):
        return render(request, "ui/problem.html", {"problem": problem}, status=problem.status)
    back = way_back(request) or referrer_of(request) if request.method == "POST" else ""
    if back:
        redrawn = refused_form(request, problem, back)
        if redrawn is not None:
            return redrawn
        messages.error(request, problem.detail)
        return HttpResponseRedirect(back)
    return render(request, "ui/problem_page.html", {"problem": problem}, status=problem.status)


def way_back(request: Request) -> str:
    """The page of ours that a form says it stands on; nothing when it names none, or any other place."""
    back = request.POST.get("back", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


def _signed_out() -> HttpResponse:
    """For a script of ours, which says it on its page: nothing there is lost."""
    told = Problem("You have been signed out. Sign in again.").as_json()
    return JsonResponse({**told, "title": "Signed out", "status": 401}, status=401)


def _to_sign_in(request: Request) -> HttpResponse:
    """The way back leads to the page somebody looked at, not to the part of it that was asked for."""
    if request.headers.get("HX-Request"):
        looked_at = request.htmx.current_url_abs_path or "/"
        return HttpResponse(status=204, headers={"HX-Redirect": _sign_in_for(looked_at)})
    return HttpResponseRedirect(_sign_in_for(request.get_full_path()))


def _sign_in_for(path: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': path})}"


def submit(
    request: Request, form: BaseForm, name: str, on: str | None = None, *, given: dict[str, Any] | None = None
) -> Outcome | None:
    """Run an operation from a form. What it refuses is said beside the field or above the form; then None.

    Empty optional fields are left out; `given` adds what does not come from the form.
    """
    if not form.is_valid():
        return None
    values = {to_camel(key): _typed(value) for key, value in form.cleaned_data.items() if value not in ("", None)}
    try:
        return run(request.actor, name, {**values, **(given or {})}, on)
    except Invalid as wrong:
        for error in wrong.errors or [{"field": "", "message": wrong.detail}]:
            field = to_snake(error["field"])
            form.add_error(field if field in form.fields else None, error["message"])
    except NotFound:
        raise
    except Problem as problem:
        form.add_error(None, problem.detail)
    return None


def _typed(value: Any) -> Any:
    """A text with the line ends it has everywhere else: browsers send two characters for one."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
