"""Bringing a file in on a page: choose it, say what its columns mean and see what is wrong, import, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from twofold.core.clock import now, stamp
from twofold.core.entities import Entity
from twofold.core.entities.spreadsheet.mapping import ID, import_fields, is_set_once
from twofold.core.entities.undo import not_kept
from twofold.core.entities.verbs import operation_of
from twofold.core.errors import Invalid, NotFound, Problem
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run
from twofold.ui.request import Request

from .addresses import crumbs_to
from .declaration import Pages
from .kept_files import keep, kept, let_go
from .many import sentence_of
from .page import page
from .progress import with_progress

SHOWN = 100
"""So many problems stand on the page; all are counted."""
GONE = "This file is no longer here. Choose it again."
View = Callable[..., HttpResponse]


def import_urls(pages: Pages) -> list[URLPattern]:
    """`partners/import` and `partners/import/undo`, for entities that can be imported."""
    at = pages.at
    if not can_import(pages):
        return []
    return [
        path(f"{at}/import", _import(pages), name=pages.url_name("import")),
        path(f"{at}/import/undo", _undo(pages), name=pages.url_name("import-undo")),
    ]


def can_import(pages: Pages) -> bool:
    """Whether a file can come in from this list: what is made below something else comes in from that one's list."""
    return f"{pages.entity.noun}.import" in OPERATIONS and (pages.entity.parent is None or pages.frame is not None)


def _import(pages: Pages) -> View:
    @require_http_methods(["GET", "POST"])
    @with_progress
    @page(needs=pages.entity.creates or pages.entity.works)
    def import_file(request: Request, **named: str) -> HttpResponse:
        """Choose a file, look at what it would do, and import it."""
        if request.method == "GET":
            return _show(request, pages, named, {"done": _done_before(request, pages, named)})
        file = request.FILES.get("file")
        if file is not None:
            return _look(request, pages, named, file.file, {"kept": "", "file_name": str(file.name)})
        key = request.POST.get("kept", "")
        with kept(request.actor, key) as stream:
            if stream is None:
                sentence = GONE if key else "Choose a file first."
                return _show(request, pages, named, {"file_error": sentence}, status=422)
            look = {"kept": key, "file_name": request.POST.get("file_name", "")}
            return (_commit if request.POST.get("step") == "import" else _look)(request, pages, named, stream, look)

    return import_file


def _undo(pages: Pages) -> View:
    @require_POST
    @with_progress
    @page(needs=pages.entity.works)
    def undo(request: Request, **named: str) -> HttpResponse:
        """Take an import back. Errors: NotFound, where whoever asks doesn't see what the list belongs to."""
        pages.surrounding(request, named)
        run(request.actor, f"{pages.entity.noun}.undo", {"changeId": request.POST.get("change", "")})
        messages.success(request, "The import has been undone.")
        return HttpResponseRedirect(reverse(pages.name, kwargs=named))

    return undo


def _look(
    request: Request, pages: Pages, named: dict[str, str], stream: BinaryIO, look: dict[str, Any]
) -> HttpResponse:
    """The dry run. A file that cannot be read is refused beside its field; a wrong mapping beside its columns."""
    mapping, wrong = _chosen(request), {}
    try:
        report = _dry_run(request, pages, named, stream, mapping)
    except Invalid as refused:
        errors = {error["field"]: error["message"] for error in refused.errors}
        if mapping is None or "file" in errors:
            return _show(request, pages, named, {"file_error": refused.detail}, status=422)
        wrong = {field.removeprefix("mapping."): message for field, message in errors.items()}
        report = {**_dry_run(request, pages, named, stream, None), "hash": "", "problems": [], "problemCount": 0}
    look["kept"] = look["kept"] or keep(request.actor, stream)
    given = {**look, "report": report, "columns": _columns(pages.entity, report, mapping, wrong)}
    return _show(request, pages, named, given, status=422 if wrong else 200)


def _commit(
    request: Request, pages: Pages, named: dict[str, str], stream: BinaryIO, look: dict[str, Any]
) -> HttpResponse:
    """The import itself. What is refused is said above the mapping, which stays as it was chosen; pressed twice, it
    is done once.
    """
    entity, began = pages.entity, now()
    given = {"file": stream, "mapping": _chosen(request), "hash": request.POST.get("hash", "")}
    try:
        outcome = run(
            request.actor, f"{entity.noun}.import", given, _parent(entity, named), key=f"import-{look['kept']}"
        )
    except NotFound:
        raise
    except Problem as problem:
        return _look(request, pages, named, stream, {**look, "refusal": problem.detail})
    let_go(request.actor, look["kept"])
    done: dict[str, Any] = outcome.answer or outcome.result
    told = {"change": done["changeId"], "created": done["created"], "updated": done["updated"], "since": stamp(began)}
    return HttpResponseRedirect(f"{reverse(pages.url_name('import'), kwargs=named)}?{urlencode(told)}")


def _dry_run(
    request: Request, pages: Pages, named: dict[str, str], stream: BinaryIO, mapping: dict[str, str] | None
) -> dict[str, Any]:
    given = {"file": stream, "mapping": mapping, "dryRun": True}
    report: dict[str, Any] = run(
        request.actor, f"{pages.entity.noun}.import", given, _parent(pages.entity, named)
    ).result
    return report


def _parent(entity: Entity, named: dict[str, str]) -> str | None:
    """The thing below which items are made: the page's own."""
    return named.get("id") if entity.parent else None


def _chosen(request: Request) -> dict[str, str] | None:
    columns, fields = request.POST.getlist("column"), request.POST.getlist("field")
    return dict(zip(columns, fields, strict=False)) if columns else None


def _columns(
    entity: Entity, report: dict[str, Any], chosen: dict[str, str] | None, wrong: dict[str, str]
) -> list[dict[str, Any]]:
    """Each column with what it means, its first values, what is wrong with either, and whether it says nothing of the items
    that the file changes.
    """
    counts: dict[str, int] = {}
    means = {each["column"]: (chosen or {}).get(each["column"], each["field"]) for each in report["columns"]}
    changes = ID in means.values()
    once = {each.name for each in import_fields(entity) if is_set_once(entity, each)} if changes else set()
    for problem in report["problems"]:
        counts[problem["column"]] = counts.get(problem["column"], 0) + 1
    return [
        {
            **each,
            "field": means[each["column"]],
            "once": means[each["column"]] in once,
            "error": wrong.get(each["column"], ""),
            "problems": counts.get(each["column"], 0),
        }
        for each in report["columns"]
    ]


def _done_before(request: Request, pages: Pages, named: dict[str, str]) -> dict[str, Any] | None:
    """What an import did, as the address of this page says after it."""
    told = request.GET
    if not told.get("change"):
        return None
    entity = pages.entity
    counts = {name: int(text) for name in ("created", "updated") if (text := told.get(name, "")).isdecimal()}
    since = urlencode({"updatedAtFrom": told.get("since", "")})
    lost = sentence_of(not_kept(entity, request.actor, told["change"])) if counts.get("updated") else ""
    return {
        **counts,
        "change": told["change"],
        "lost": _stays(entity, counts.get("created", 0)) or lost,
        "list_url": f"{reverse(pages.name, kwargs=named)}?{since}",
    }


def _stays(entity: Entity, created: int) -> str:
    """Why what was added cannot be taken away again; empty where it can."""
    removes = operation_of(entity, "delete") or entity.undoes(f"{entity.noun}.{entity.makes}")
    return (
        f"This can't be undone: {entity.words[1]} are not removed once they are there."
        if created and not removes
        else ""
    )


def _undone(entity: Entity, report: dict[str, Any]) -> str:
    """Whether the import that this report is about can be undone, and what to do where it can't."""
    lost = " and ".join(f"“{field.label}”" for field in import_fields(entity) if field.name in report["lost"])
    if lost:
        return (
            f"This can't be undone: what is in {lost} now is not kept. Export the list first if you may need it again."
        )
    return _stays(entity, report["create"]) or "This can be undone as long as nobody has changed the rows since."


def _show(
    request: Request, pages: Pages, named: dict[str, str], given: dict[str, Any], status: int = 200
) -> HttpResponse:
    one, several = pages.entity.words
    report = given.get("report")
    around = pages.surrounding(request, named)
    context = {
        **around,
        "crumbs": crumbs_to(pages, around, named),
        "heading": f"Import {several}",
        "one": one,
        "several": several,
        "list_url": reverse(pages.name, kwargs=named),
        "undo_url": reverse(pages.url_name("import-undo"), kwargs=named),
        "fields": [*((each.name, each.label) for each in import_fields(pages.entity)), (ID, "Id of an existing one")],
        "needed": [each.label for each in import_fields(pages.entity) if each.required],
        "problems": report["problems"][:SHOWN] if report else [],
        "more_problems": max(0, report["problemCount"] - SHOWN) if report else 0,
        "undone": _undone(pages.entity, report) if report else "",
        "left_out": ", ".join(
            f"“{each['column']}”" for each in given.get("columns", ()) if each["samples"] and not each["field"]
        ),
        **given,
    }
    return render(request, "web/import.html", context, status=status)
