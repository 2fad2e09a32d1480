"""The reference of the template format, written from the same shapes that read it."""

from dataclasses import Field, fields, is_dataclass
from datetime import time
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

from twofold.rules.campaign.template.document import Template
from twofold.rules.campaign.template.reader import is_optional, yaml_name
from twofold.rules.campaign.template.relative_date import RelativeDate
from twofold.rules.campaign.template.role_ref import RoleRef
from twofold.rules.campaign.template.says import Says

HEAD: Final = """\
# Workspace templates

A template is one YAML file in `library/templates`, named after its key. It holds everything a new
campaign workspace starts with; people are roles and dates are relative to the launch. This page is
written from the schema: change the schema, not the page.

Only plain YAML is read: no anchors, aliases, tags or repeated keys. A template is refused as a whole,
with every problem named by file, line and key.

**Dates** count from the launch day: `launch`, `launch-21d` (days), `launch+2w` (weeks), `launch-5wd`
(working days, Monday to Friday), each with a time of day if wanted: `launch-21d 17:00`. Times are those
of the campaign's time zone, and stay so when the clocks change.

**Roles** are named by their key: `designer`. Where both sides have the role, the side is said too:
`project_manager@host` or `project_manager@partner`. `@both` is allowed where one slot, task or approval
for each side is meant.

**Options** are chosen when the workspace is started. What has `when` exists only with that option, what
has `unless` is left out with it. What names a role that depends on an option depends on it too.

**What may be adapted but not left out**: the four gates in their order, one channel for decisions, a
weekly check-in of each kind, the five pins, one leading role on both sides, and a letter for each side in
each RACI row. An asset is approved before anything that publishes it goes out.
"""

_PLAIN: Final[dict[Any, str]] = {
    str: "text", int: "whole number", bool: "`true` or `false`", time: "time of day, such as `09:30`",
    RelativeDate: "date from the launch", RoleRef: "role",
}  # fmt: skip


def reference_markdown() -> str:
    """The whole reference page, ending in a newline."""
    parts, queue, seen = [HEAD], [Template], {Template}
    while queue:
        shape = queue.pop(0)
        parts.append(_section(shape))
        for inner in _inner_shapes(shape):
            if inner not in seen:
                seen.add(inner)
                queue.append(inner)
    return "\n".join(parts)


def _section(shape: type[Any]) -> str:
    title = "".join(f" {c.lower()}" if c.isupper() else c for c in shape.__name__).strip().capitalize()
    hints = get_type_hints(shape, include_extras=True)
    rows = [_row(field, hints[field.name]) for field in fields(shape)]
    says = (shape.__doc__ or "").replace("\n    ", "\n").strip()
    table = "| key | value | needed | meaning |\n|---|---|---|---|\n" + "\n".join(rows)
    return f"## {title}\n\n{says}\n\n{table}\n"


def _row(field: "Field[Any]", hint: Any) -> str:
    inner, says = get_args(hint)[0], get_args(hint)[1]
    if not isinstance(says, Says):
        raise TypeError(f"{field.name} does not say what it means")
    needed = "yes"
    if is_optional(field):
        default = field.default
        needed = f"no: `{str(default).lower()}`" if isinstance(default, bool | str) else "no"
    value = _value(inner) + _limits(says)
    return f"| `{yaml_name(field.name)}` | {value} | {needed} | {says.meaning} |"


def _value(hint: Any) -> str:
    if get_origin(hint) is tuple:
        return f"list of {_value(get_args(hint)[0])}"
    if get_origin(hint) is Literal:
        return " · ".join(f"`{word}`" for word in get_args(hint))
    plain = _without_none(hint)
    if isinstance(plain, type) and is_dataclass(plain) and plain not in _PLAIN:
        name = "".join(f" {c.lower()}" if c.isupper() else c for c in plain.__name__).strip()
        return f"[{name}](#{name.replace(' ', '-')})"
    return _PLAIN[plain]


def _limits(says: Says) -> str:
    if says.at_least is None:
        return ""
    if says.at_most is None:
        return f", at least {says.at_least}"
    same = says.at_least == says.at_most
    return f", exactly {says.at_least}" if same else f", {says.at_least} to {says.at_most}"


def _without_none(hint: Any) -> Any:
    return next((part for part in get_args(hint) if part is not type(None)), hint)


def _inner_shapes(shape: type[Any]) -> list[type[Any]]:
    found = []
    for hint in get_type_hints(shape, include_extras=True).values():
        inner = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        inner = get_args(inner)[0] if get_origin(inner) is tuple else inner
        if isinstance(inner, type) and is_dataclass(inner) and inner not in _PLAIN:
            found.append(inner)
    return found
