"""A workspace template: everything a new campaign starts with, as data (requirements S1)."""

from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from twofold.rules.campaign.template.brief import App, BriefSection, Connection, Pin, RetroPrompt, Step  # fmt: skip
from twofold.rules.campaign.template.fit import Option, Question
from twofold.rules.campaign.template.people import ApprovalStep, RaciRow, Role
from twofold.rules.campaign.template.says import Says
from twofold.rules.campaign.template.schedule import Channel, CheckIn, Milestone
from twofold.rules.campaign.template.work import Asset, HillChart, LaunchItem, TaskList

PartnershipType = Literal["co_marketing", "integration", "referral", "customer_sharing", "channel", "ecosystem"]
PartnerKind = Literal["channel", "technology", "agency", "distribution"]


@dataclass(frozen=True, slots=True)
class Template:
    """One template, one YAML file. Dates are relative to the launch, people are roles."""

    schema: Annotated[Literal["workspace-template/1"], Says("The version of this format.")]
    key: Annotated[str, Says("Names the template; also the name of its file.", key=True)]
    name: Annotated[str, Says("What it is called on pages.")]
    summary: Annotated[str, Says("One or two sentences for the list of templates.")]
    type: Annotated[PartnershipType, Says("The type its campaigns get.")]
    channel: Annotated[str, Says("The marketing channel its campaigns get, such as `webinar`.")]
    launch_at: Annotated[time, Says("The hour of the launch in the campaign's time zone.")]
    built_for: Annotated[tuple[str, ...], Says("Whom it was made for, as tags.", at_least=1)]
    partner_kinds: Annotated[tuple[PartnerKind, ...], Says("Kinds of partner it suits.", at_least=1)]
    use_when: Annotated[tuple[str, ...], Says("When it is the right choice.", at_least=1)]
    not_for: Annotated[tuple[str, ...], Says("When something lighter will do.", at_least=1)]
    intake: Annotated[tuple[Question, ...], Says("Asked before starting.", at_least=1)]
    options: Annotated[tuple[Option, ...], Says("Choices made at the start.")]
    roles: Annotated[tuple[Role, ...], Says("Role slots of both sides.", at_least=1)]
    runner: Annotated[str, Says("The role that leads the campaign, one on each side, never waived.")]
    raci: Annotated[tuple[RaciRow, ...], Says("Who has which part in what.", at_least=1)]
    channels: Annotated[tuple[Channel, ...], Says("Places to talk; exactly one takes decisions.", at_least=1)]
    check_ins: Annotated[tuple[CheckIn, ...], Says("Weekly meetings; one of each kind at least.", at_least=2)]
    milestones: Annotated[tuple[Milestone, ...], Says("The four gates in order.", at_least=4, at_most=4)]
    task_lists: Annotated[tuple[TaskList, ...], Says("The stages of the work.", at_least=1)]
    hill_chart: Annotated[HillChart, Says("How far each stage is.")]
    approval_steps: Annotated[tuple[ApprovalStep, ...], Says("What makes an asset approved.", at_least=1)]
    assets: Annotated[tuple[Asset, ...], Says("What is to be made.", at_least=1)]
    launch_items: Annotated[tuple[LaunchItem, ...], Says("What goes out when.", at_least=1)]
    brief: Annotated[tuple[BriefSection, ...], Says("Sections of the brief.", at_least=1)]
    retro: Annotated[tuple[RetroPrompt, ...], Says("Questions of the retro.", at_least=1)]
    pins: Annotated[tuple[Pin, ...], Says("The five pinned resources.", at_least=5, at_most=5)]
    connections: Annotated[tuple[Connection, ...], Says("Services it works with.")]
    apps: Annotated[tuple[App, ...], Says("Tools opened most often.")] = ()
    how_to: Annotated[tuple[Step, ...], Says("The guide on the first page.")] = ()
