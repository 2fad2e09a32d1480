"""Checks that everything a template points at exists: roles, options, lists, items, assets."""

from collections.abc import Iterator
from typing import NamedTuple

from twofold.rules.campaign.template.document import Template
from twofold.rules.campaign.template.people import Role
from twofold.rules.campaign.template.problems import Problems, did_you_mean
from twofold.rules.campaign.template.role_ref import RoleRef

PLACES_WITH_KEYS = (
    ("intake", "intake"), ("options", "options"), ("roles", "roles"), ("channels", "channels"),
    ("check_ins", "checkIns"), ("milestones", "milestones"), ("task_lists", "taskLists"),
    ("approval_steps", "approvalSteps"), ("assets", "assets"), ("launch_items", "launchItems"),
    ("brief", "brief"),
)  # fmt: skip


class Mention(NamedTuple):
    """A place that names a role, with the option under which the place exists.

    `one_only` says that one slot is meant; `may_lapse` that the place simply falls away with the role.
    """

    path: str
    ref: RoleRef
    when: str | None
    one_only: bool = False
    may_lapse: bool = False


def check_references(template: Template, problems: Problems) -> None:
    """Report repeated keys and references that lead nowhere."""
    for attribute, name in PLACES_WITH_KEYS:
        _check_unique(name, [part.key for part in getattr(template, attribute)], problems)
    _check_options(template, problems)
    roles = {role.key: role for role in template.roles}
    for mention in role_references(template):
        _check_role(mention, roles, problems)
    lists = [task_list.key for task_list in template.task_lists]
    for index, dot in enumerate(template.hill_chart.dots):
        if dot not in lists:
            message = f"no task list has the key '{dot}'" + did_you_mean(dot, lists)
            problems.add(f"hillChart.dots[{index}]", message)
    _check_runner(template, roles, problems)


def role_references(template: Template) -> Iterator[Mention]:
    """Every mention of a role in the template."""
    for i, row in enumerate(template.raci):
        yield Mention(f"raci[{i}].accountable", row.accountable, row.when, one_only=True)
        for letter in ("responsible", "consulted", "informed"):
            for j, ref in enumerate(getattr(row, letter)):
                lapse = j > 0 or letter != "responsible"  # the first R always stays
                yield Mention(f"raci[{i}].{letter}[{j}]", ref, row.when, may_lapse=lapse)
    for i, task_list in enumerate(template.task_lists):
        yield Mention(f"taskLists[{i}].dri", task_list.dri, None, one_only=True)
        for j, task in enumerate(task_list.tasks):
            yield Mention(f"taskLists[{i}].tasks[{j}].dri", task.dri, task.when)
    for i, step in enumerate(template.approval_steps):
        yield Mention(f"approvalSteps[{i}].by", step.by, step.when)
    for i, asset in enumerate(template.assets):
        yield Mention(f"assets[{i}].dri", asset.dri, asset.when, one_only=True)


def _check_unique(name: str, keys: list[str], problems: Problems) -> None:
    for index, key in enumerate(keys):
        if key in keys[:index]:
            problems.add(f"{name}[{index}].key", f"'{key}' is used twice; give each its own key")


def _check_options(template: Template, problems: Problems) -> None:
    options = [option.key for option in template.options]
    groups = {
        "roles": template.roles, "raci": template.raci, "assets": template.assets,
        "approvalSteps": template.approval_steps, "launchItems": template.launch_items,
    }  # fmt: skip
    groups |= {f"taskLists[{i}].tasks": t.tasks for i, t in enumerate(template.task_lists)}
    for name, parts in groups.items():
        for index, part in enumerate(parts):
            for key in ("when", "unless"):
                option = getattr(part, key, None)
                if option is not None and option not in options:
                    message = f"no option has the key '{option}'" + did_you_mean(option, options)
                    problems.add(f"{name}[{index}].{key}", message)


def _check_role(mention: Mention, roles: dict[str, Role], problems: Problems) -> None:
    path, ref, when, one_only, may_lapse = mention
    role = roles.get(ref.role)
    if role is None:
        problems.add(path, f"no role has the key '{ref.role}'" + did_you_mean(ref.role, list(roles)))
        return
    if role.side == "both" and ref.side is None:
        message = f"both sides have a {role.title}; write {ref.role}@host or {ref.role}@partner"
        problems.add(path, message)
    elif role.side != "both" and ref.side not in (None, role.side):
        problems.add(path, f"only the {role.side} has a {role.title}; write {ref.role}")
    if one_only and ref.side == "both":
        problems.add(path, "this is one role on one side, not both; choose @host or @partner")
    if role.when not in (None, when) and not may_lapse:
        message = (
            f"'{ref.role}' exists only with the option '{role.when}'; "
            f"add `when: {role.when}` here or choose another role"
        )
        problems.add(path, message)


def _check_runner(template: Template, roles: dict[str, Role], problems: Problems) -> None:
    role = roles.get(template.runner)
    if role is None:
        message = f"no role has the key '{template.runner}'"
        problems.add("runner", message + did_you_mean(template.runner, list(roles)))
    elif role.side != "both" or role.waivable or not role.required or role.when:
        message = (
            f"'{role.key}' leads the campaign on both sides: "
            "it needs `side: both`, `required: true`, `waivable: false` and no `when`"
        )
        problems.add("runner", message)
