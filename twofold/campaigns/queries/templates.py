"""The templates one can start from, with the questions to ask before."""

from typing import Any

from twofold.campaigns.library import problems, templates
from twofold.core.domain import Actor, Nothing, query
from twofold.core.json_text import json_fields
from twofold.rules.campaign.template import Template


@query("template.list", needs="campaigns.see", path="templates")
def list_templates(actor: Actor, input: Nothing) -> dict[str, Any]:
    """Every template: what it is for, what it asks first, and the options it offers."""
    return {"items": [template_json(each) for each in templates()]}


@query("template.problems", needs="company.manage", path="template-problems")
def template_problems(actor: Actor, input: Nothing) -> dict[str, Any]:
    """What is wrong with the template files that are left out: `{"items": [{file, line, key, message}]}`."""
    return {"items": [json_fields(each) for each in problems()]}


def template_json(each: Template) -> dict[str, Any]:
    """A template as the list shows it."""
    texts = ("key", "name", "summary", "type", "channel", "built_for", "partner_kinds", "use_when", "not_for")
    return json_fields(
        each,
        *texts,
        launchAt=each.launch_at.isoformat(timespec="minutes"),
        intake=[json_fields(question) for question in each.intake],
        options=[json_fields(option) for option in each.options],
        roles=[json_fields(role, "key", "title", "side", "does") for role in each.roles],
        taskLists=[json_fields(stage, "key", "name", tasks=len(stage.tasks)) for stage in each.task_lists],
        channels=[json_fields(channel, "name", "purpose") for channel in each.channels],
        checkins=[json_fields(checkin, "key", "name", "weekday", "minutes") for checkin in each.check_ins],
    )
