"""Everything the rules ask about campaigns, gathered for several of them in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from twofold.campaigns.fact_sources import Part, by_campaign, known_facts, rows_of
from twofold.campaigns.models import (
    BriefSection,
    Campaign,
    Checkin,
    CheckinAnswer,
    Milestone,
    MilestoneConfirmation,
    RaciRow,
    Role,
    Task,
    TaskList,
)
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.models import SpaceRow
from twofold.core.spaces.document_state import DocumentState, document_states
from twofold.rules.campaign import facts as said
from twofold.rules.campaign import move_facts as moving
from twofold.rules.campaign.cadence import can_be_answered
from twofold.rules.campaign.gates import Gate, all_gates
from twofold.rules.campaign.raci import RaciRow as RaciFact
from twofold.rules.campaign.sides import SIDES

from .documents import proposals, signature
from .sides import Sides, sides_of_campaigns

AHEAD = timedelta(days=14)
"""How far ahead check-ins are shown."""


@dataclass
class Gathered:
    """One campaign's rows, and what the rules make of them. `at` is now, in the campaign's time zone."""

    campaign: Campaign
    sides: Sides
    at: datetime
    rows: dict[str, list[Any]]
    known_facts: dict[str, tuple[Any, ...]]
    documents: dict[str, DocumentState]
    """The documents that both sides sign, by kind."""

    def known(self, part: Part) -> tuple[Any, ...]:
        """What a higher floor knows."""
        return self.known_facts.get(part, ())

    @cached_property
    def slots(self) -> tuple[said.SlotFact, ...]:
        """The role slots as the rules know them."""
        return tuple(
            said.SlotFact(
                each.pk, each.title, each.side, each.required, each.person_id is not None, bool(each.waived_because)
            )
            for each in self.rows["roles"]
        )

    @cached_property
    def campaign_facts(self) -> said.CampaignFacts:
        """What the four gates look at."""
        work = [("task_list", each, each.name) for each in self.rows["lists"]]
        work += [("task", each, each.title) for each in self.rows["tasks"]]
        decision = self.known("decision")
        return said.CampaignFacts(
            brief=tuple(
                said.BriefFact(each.pk, each.title, bool(each.text), each.required) for each in self.rows["sections"]
            ),
            slots=self.slots,
            raci=tuple(
                RaciFact(each.pk, each.area, {role: frozenset(given) for role, given in each.letters.items()})
                for each in self.rows["raci"]
            ),
            work=tuple(
                said.WorkFact(each.pk, title, kind, each.dri_id)  # type: ignore[arg-type]
                for kind, each, title in work
            ),
            kickoff_confirmed_by=frozenset(each.side for each in self.rows["confirmations"]),
            assets=self.known("assets"),
            lead_share_rules=signature(self.documents, "lead_share"),
            launch_calendar=signature(self.documents, "launch_calendar"),
            blockers=self.known("blockers"),
            decision=decision[0] if decision else None,
            results_entered_by=frozenset(self.known("results")),
            lessons_by=frozenset(self.known("lessons")),
            actions=self.known("actions"),
            names=self.sides.names,
        )

    @cached_property
    def gates(self) -> tuple[Gate, ...]:
        """The four gates as they stand."""
        return all_gates(self.campaign_facts)

    @cached_property
    def waiting_checkins(self) -> tuple[moving.CheckInFact, ...]:
        """Check-ins that a side has not answered, from a day before they start."""
        answered = {(each.checkin_id, each.side) for each in self.rows["answers"]}
        return tuple(
            moving.CheckInFact(each.pk, each.name, side, each.starts_at)
            for each in self.rows["checkins"]
            if can_be_answered(each.starts_at, each.ends_at, self.at)
            for side in SIDES
            if (each.pk, side) not in answered
        )

    @cached_property
    def move_facts(self) -> moving.MoveFacts:
        """What may be somebody's next move."""
        roles = {each.pk: each for each in self.rows["roles"]}
        blocked = {each.task_id: each.title for each in self.known("blockers") if each.task_id}
        passed = {each.gate for each in self.rows["milestones"] if each.passed_at}
        gate = next((each for each in self.gates if not each.passes and each.key not in passed), None)
        names = {each.gate: each.name for each in self.rows["milestones"]}
        return moving.MoveFacts(
            tasks=tuple(
                moving.TaskFact(
                    each.pk,
                    each.title,
                    roles[each.dri_id].side,
                    each.due,
                    each.finished_at is not None,
                    blocked.get(each.pk, ""),
                    roles[each.dri_id].title,
                )
                for each in self.rows["tasks"]
                if each.dri_id in roles
            ),
            slots=self.slots,
            proposals=proposals(self.documents),
            approvals=self.known("approvals"),
            check_ins=self.waiting_checkins,
            leads=self.known("leads"),
            blockers=self.known("blockers"),
            gate=gate,
            gate_name=names.get(gate.key, "") if gate else "",
            names=self.sides.names,
        )


def gather(actor: Actor, campaigns: Sequence[Campaign]) -> dict[str, Gathered]:
    """The rows and facts of campaigns that were reached through `visible_to`."""
    if not campaigns:
        return {}
    at = now()

    def rows(model: type[SpaceRow], *order: str, **narrowed: Any) -> dict[str, list[Any]]:
        return by_campaign(rows_of(model, campaigns, **narrowed).order_by(*order))

    found = {
        "roles": by_campaign(rows_of(Role, campaigns).select_related("person").order_by("position")),
        "lists": rows(TaskList, "position"),
        "tasks": rows(Task, "due", "position"),
        "milestones": rows(Milestone, "position"),
        "confirmations": rows(MilestoneConfirmation, "created_at", through="milestone__campaign"),
        "sections": rows(BriefSection, "position"),
        "raci": rows(RaciRow, "position"),
        "checkins": rows(Checkin, "starts_at", ends_at__gt=at, starts_at__lte=at + AHEAD),
    }
    coming = [each.pk for checkins in found["checkins"].values() for each in checkins]
    found["answers"] = rows(CheckinAnswer, "created_at", through="checkin__campaign", checkin__in=coming)
    sides, parts = sides_of_campaigns(actor, campaigns), known_facts(actor, campaigns)
    documents = document_states([each.space_id for each in campaigns], [each.pk for each in campaigns])
    return {
        each.pk: Gathered(
            campaign=each,
            sides=sides[each.pk],
            at=at.astimezone(ZoneInfo(each.time_zone)),
            rows={name: rows[each.pk] for name, rows in found.items()},
            known_facts={part: facts.get(each.pk, ()) for part, facts in parts.items()},
            documents=documents.get(each.pk, {}),
        )
        for each in campaigns
    }
