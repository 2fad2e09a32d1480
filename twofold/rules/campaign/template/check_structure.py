"""Checks the parts of a template that may be adapted but never left out (S1.65, S1.70)."""

from twofold.rules.campaign.sides import SIDES
from twofold.rules.campaign.template.brief import PIN_KINDS
from twofold.rules.campaign.template.document import Template
from twofold.rules.campaign.template.people import RaciRow, Role
from twofold.rules.campaign.template.problems import Problems
from twofold.rules.campaign.template.schedule import GATES

SMALL_CAMPAIGN = "small_campaign"


def check_structure(template: Template, problems: Problems) -> None:
    """Report missing gates, meetings, pins, channels, and RACI rows that leave out a side."""
    _check_gates(template, problems)
    _check_channels(template, problems)
    _check_meetings(template, problems)
    for pin in PIN_KINDS:
        if sum(pin == other.shows for other in template.pins) != 1:
            problems.add("pins", f"exactly one pin shows '{pin}'")
    roles = {role.key: role for role in template.roles}
    for index, row in enumerate(template.raci):
        _check_row(f"raci[{index}]", row, roles, problems)


def _check_gates(template: Template, problems: Problems) -> None:
    for index, (milestone, gate) in enumerate(zip(template.milestones, GATES, strict=True)):
        if milestone.gate != gate:
            message = f"milestone {index + 1} is the gate '{gate}'; the four keep their order"
            problems.add(f"milestones[{index}].gate", message)


def _check_channels(template: Template, problems: Problems) -> None:
    if sum(channel.posts == "decisions" for channel in template.channels) != 1:
        problems.add("channels", "exactly one channel has `posts: decisions`")
    for index, channel in enumerate(template.channels):
        if not channel.name.startswith("#"):
            problems.add(f"channels[{index}].name", "the name of a channel begins with #")


def _check_meetings(template: Template, problems: Problems) -> None:
    for kind in ("progress", "go_no_go"):
        if all(check_in.kind != kind for check_in in template.check_ins):
            problems.add("checkIns", f"a weekly check-in of kind '{kind}' is missing")
    for index, check_in in enumerate(template.check_ins):
        if check_in.shorter_minutes > check_in.minutes:
            message = f"the shorter meeting is longer than the usual {check_in.minutes} minutes"
            problems.add(f"checkIns[{index}].shorterMinutes", message)
    if all(option.key != SMALL_CAMPAIGN for option in template.options):
        problems.add("options", f"the option '{SMALL_CAMPAIGN}' is missing; it shortens meetings")


def _check_row(path: str, row: RaciRow, roles: dict[str, Role], problems: Problems) -> None:
    """Both sides have a letter, and nobody has two (R and A together is allowed)."""
    seen: set[tuple[str, str]] = set()
    heard: set[str] = set()
    for ref in (row.accountable, *row.responsible, *row.consulted, *row.informed):
        role = roles.get(ref.role)
        side = ref.side or (role.side if role else "both")
        heard |= set(SIDES) if side == "both" else {side}
    for ref in (*row.responsible, *row.consulted, *row.informed):
        for part in SIDES if ref.side == "both" else (ref.side or "",):
            if (ref.role, part) in seen:
                problems.add(path, f"'{ref.role}' has two letters in '{row.area}'; keep one")
            seen.add((ref.role, part))
    for ref in (*row.consulted, *row.informed):
        if ref.role == row.accountable.role and ref.side in (row.accountable.side, "both"):
            message = f"'{ref}' is accountable for '{row.area}' already; drop the C or I"
            problems.add(path, message)
    for side in SIDES:
        if side not in heard:
            problems.add(path, f"the {side} has no letter in '{row.area}'; at least inform it")
