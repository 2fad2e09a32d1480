"""The reference pages, written from the registries: `python -m twofold.doors.reference` writes them anew.

A test holds what is committed against what is generated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from twofold.core.operations.query import QUERIES
from twofold.core.operations.registry import OPERATIONS, Input, Operation
from twofold.core.oplog.row_kinds import kind_of
from twofold.core.permissions import ADMIN, ANYONE, CAPABILITIES, GUEST, MACHINE, MEMBER, scope_names
from twofold.doors.rest import openapi
from twofold.doors.rest.route import ROOT
from twofold.doors.rest.routes import all_routes

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
_ROLES = (ADMIN, MEMBER, GUEST, MACHINE, ANYONE)


def pages() -> dict[str, str]:
    """File name → text."""
    return {"permissions.md": permissions(), "operations.md": operations(), "openapi.json": openapi.document().decode()}


def permissions() -> str:
    """Capability by role, whether a token can have it, and what it opens."""
    lines = [
        "# Who may do what",
        "",
        (
            "Generated from `twofold/core/permissions.py`. A capability says what one may do; *where* is said by spaces: "
            "one sees the rows of the spaces one is in, and what one cannot see is not there."
        ),
        "",
        f"| capability | {' | '.join(_ROLES)} | by token | opens |",
        f"|---|{'---|' * (len(_ROLES) + 2)}",
    ]
    for name, roles in CAPABILITIES.items():
        marks = " | ".join("yes" if role in roles else "" for role in _ROLES)
        token = "with scope" if name in scope_names() else "never"
        lines.append(f"| `{name}` | {marks} | {token} | {', '.join(_opened_by(name)) or 'pages'} |")
    return "\n".join(lines) + "\n"


def _opened_by(capability: str) -> list[str]:
    names = [name for name, each in (*OPERATIONS.items(), *QUERIES.items()) if each.needs == capability]
    return [f"`{name}`" for name in sorted(names)]


def operations() -> str:
    """Every operation with its address and input, then every query."""
    where = {route.name: f"{route.method} /{ROOT}/{route.path}" for route in all_routes() if not route.parent}
    lines = [
        "# Operations and queries",
        "",
        "Generated from the registry. The same names serve the page, REST, `twofold do` and `twofold ask`.",
        "",
    ]
    for name in sorted(OPERATIONS):
        lines += _operation(OPERATIONS[name], where.get(name, ""))
    lines += ["# Queries", ""]
    for name in sorted(QUERIES):
        asked = QUERIES[name]
        lines += [
            f"## `{name}`",
            "",
            asked.doc,
            "",
            f"Needs `{asked.needs}`. `{where[name]}`",
            "",
            *_input(asked.takes),
        ]
    return "\n".join(lines)


def _operation(found: Operation, where: str) -> list[str]:
    target = f" On: {kind_of(found.on).replace('_', ' ')}." if found.on else ""
    says = f"`{where}`" if where else "Only run by other operations."
    return [f"## `{found.name}`", "", found.doc, "", f"Needs `{found.needs}`.{target} {says}", "", *_input(found.takes)]


def _input(takes: type[Input]) -> list[str]:
    if not takes.model_fields:
        return []
    schema = takes.model_json_schema(by_alias=True)
    lines = ["| field | type | needed | |", "|---|---|---|---|"]
    for name, each in schema["properties"].items():
        needed = "yes" if name in schema.get("required", []) else ""
        doc = str(each.get("description", "")).replace("\n", " ").replace("|", "\\|")
        lines.append(f"| `{name}` | {_type(each)} | {needed} | {doc} |")
    return [*lines, ""]


def _type(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if schema.get("type") == "array" and "items" in schema:
        return f"list of {_type(schema['items'])}"
    return str(schema.get("format") or schema.get("type") or "any")


def write() -> None:
    """Write the pages where they are kept."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
