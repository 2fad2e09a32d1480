"""The templates one can start from, with the questions to ask before."""

from typing import Any

from twofold.campaigns.library import problems, templates
from twofold.core.actor import Actor
from twofold.core.operations.query import query
from twofold.core.operations.registry import Nothing
from twofold.rules.campaign.template import Template


@query("template.list", needs="campaigns.see", path="templates")
def list_templates(actor: Actor, input: Nothing) -> dict[str, Any]:
    """Every template: what it is for, what it asks first, and the options it offers."""
    return {"items": [template_json(each) for each in templates()]}


@query("template.problems", needs="company.manage", path="template-problems")
def template_problems(actor: Actor, input: Nothing) -> dict[str, Any]:
    """What is wrong with the template files that are left out: `{"items": [{file, line, key, message}]}`."""
    return {
        "items": [
            {"file": each.file, "line": each.line, "key": each.key, "message": each.message} for each in problems()
        ]
    }


def template_json(each: Template) -> dict[str, Any]:
    """A template as the list shows it."""
    return {
        "key": each.key,
        "name": each.name,
        "summary": each.summary,
        "type": each.type,
        "channel": each.channel,
        "launchAt": each.launch_at.isoformat(timespec="minutes"),
        "builtFor": list(each.built_for),
        "partnerKinds": list(each.partner_kinds),
        "useWhen": list(each.use_when),
        "notFor": list(each.not_for),
        "intake": [{"key": q.key, "asks": q.asks, "fits": q.fits, "otherwise": q.otherwise} for q in each.intake],
        "options": [{"key": o.key, "name": o.name, "explains": o.explains} for o in each.options],
        "roles": [{"key": r.key, "title": r.title, "side": r.side, "does": r.does} for r in each.roles],
        "taskLists": [{"key": t.key, "name": t.name, "tasks": len(t.tasks)} for t in each.task_lists],
        "channels": [{"name": c.name, "purpose": c.purpose} for c in each.channels],
        "checkins": [
            {"key": c.key, "name": c.name, "weekday": c.weekday, "minutes": c.minutes} for c in each.check_ins
        ],
    }
