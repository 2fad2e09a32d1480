"""Whose move is next on each side, in the order in which a colleague would name them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from twofold.rules.campaign.facts import BlockerFact, CampaignFacts, SlotFact
from twofold.rules.campaign.gates import gate_state
from twofold.rules.campaign.move_facts import (
    ApprovalFact,
    CheckInFact,
    LeadFact,
    MoveFacts,
    ProposalFact,
    TaskFact,
)
from twofold.rules.campaign.next_move import URGENCIES, next_moves
from twofold.rules.campaign.sides import Names
from twofold.rules.campaign.summary import summary

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
BUSY = MoveFacts(
    tasks=(
        TaskFact("t1", "Write the page", "host", NOW + 48 * HOUR),
        TaskFact("t2", "Draft the mail", "host", NOW - HOUR),
        TaskFact("t3", "Design the header", "host", NOW - HOUR, blocked_by="No logo"),
        TaskFact("t4", "Agree on the goal", "partner", NOW - HOUR, done=True),
    ),
    proposals=(
        ProposalFact("v2", "launch_calendar", "the launch calendar, version 2", frozenset({"partner"}), frozenset({"host"})),
    ),
    approvals=(ApprovalFact("a1", "Landing page", "partner", NOW + 100 * HOUR),),
    check_ins=(CheckInFact("c1", "Weekly Thursday launch readiness check-in", "partner", NOW + 5 * HOUR),),
    leads=(LeadFact("l1", 17, "host", "acceptance", NOW + 2 * HOUR),),
    blockers=(BlockerFact("b1", "No logo", "partner", NOW - 50 * HOUR),),
    names=Names("Acme", "Birch"),
)  # fmt: skip


def test_overdue_comes_first_then_today_then_what_the_other_side_waits_for() -> None:
    moves = next_moves(BUSY, NOW)
    assert [(m.urgency, m.target_id) for m in moves["host"]] == [
        ("overdue", "t2"), ("today", "l1"), ("soon", "t1"),
    ]  # fmt: skip
    assert [(m.urgency, m.target_id) for m in moves["partner"]] == [
        ("today", "c1"), ("other_side_waits", "a1"), ("other_side_waits", "b1"), ("other_side_waits", "v2"),
    ]  # fmt: skip


def test_a_blocked_task_is_nobodys_move_but_its_blocker_is() -> None:
    moves = next_moves(BUSY, NOW)
    assert not [m for m in moves["host"] if m.target_id == "t3"]
    (clear,) = [m for m in moves["partner"] if m.kind == "clear_blocker"]
    assert clear.reason == "Raised 2 days ago. It holds up the launch."


def test_a_proposal_says_that_the_other_side_has_signed() -> None:
    (sign,) = [m for m in next_moves(BUSY, NOW)["partner"] if m.kind == "sign"]
    assert (sign.text, sign.reason) == (
        "Read and sign the launch calendar, version 2",
        "Acme has signed already.",
    )


def test_leads_that_wait_for_the_same_are_one_move_and_count_one_by_one() -> None:
    facts = MoveFacts(
        leads=(
            LeadFact("l1", 17, "host", "acceptance", NOW - HOUR, count=40, overdue=12, today=3),
            LeadFact("l2", 18, "host", "contact", NOW + HOUR),
        )
    )
    several, single = next_moves(facts, NOW)["host"]
    assert (several.text, several.urgency, several.count) == ("Accept or return 40 leads", "overdue", 40)
    assert (several.overdue, several.today) == (12, 3)
    assert (single.text, single.overdue, single.today) == ("Contact lead 18", 0, 1)
    assert summary(facts, NOW).overdue == {"host": 12, "partner": 0}


def test_a_lead_that_the_other_side_follows_up_first_has_no_time_and_is_never_overdue() -> None:
    facts = MoveFacts(leads=(LeadFact("l1", 17, "host", "acceptance", None),), names=BUSY.names)
    (move,) = next_moves(facts, NOW)["host"]
    assert (move.text, move.urgency, move.overdue) == ("Accept or return lead 17", "later", 0)
    assert move.reason.endswith("follows up first on it.")
    assert summary(facts, NOW).overdue == {"host": 0, "partner": 0}


def test_what_only_the_gate_misses_is_a_move_of_the_side_that_can_supply_it() -> None:
    gate = gate_state("kickoff_complete", CampaignFacts(slots=(SlotFact("d", "Designer", "host"),)))
    slot = SlotFact("d", "Designer", "host")
    moves = next_moves(MoveFacts(slots=(slot,), gate=gate, gate_name="Kickoff complete"), NOW)
    assert [m.text for m in moves["host"] if m.target_id == "d"] == ["Name the Designer"]
    assert "The partner has not confirmed the kickoff" in [m.text for m in moves["partner"]]
    assert "The partner has not confirmed the kickoff" not in [m.text for m in moves["host"]]
    assert {"The brief is empty"} <= {m.text for m in moves["host"]} & {m.text for m in moves["partner"]}


def test_the_summary_says_what_is_done_blocked_and_next_on_each_side() -> None:
    now = summary(BUSY, NOW)
    assert now.done_says == "1 of 4 tasks are done."
    assert now.blocked_says == "Blocked by “No logo”, which Birch can clear; 1 task waits for it."
    assert now.next_says == {
        "host": "Next for Acme: Draft the mail",
        "partner": "Next for Birch: Answer the Weekly Thursday launch readiness check-in",
    }
    assert now.overdue == {"host": 1, "partner": 0}


def test_a_quiet_campaign_leaves_both_sides_in_peace() -> None:
    now = summary(MoveFacts(), NOW)
    assert now.next == {"host": None, "partner": None}
    assert (now.done_says, now.blocked_says) == ("There are no tasks yet.", "Nothing is blocked.")
    assert now.next_says["partner"] == "The partner has nothing to do right now."


TASKS = st.builds(
    TaskFact,
    id=st.uuids().map(str),
    title=st.just("Do it"),
    side=st.sampled_from(["host", "partner"]),
    due=st.none() | st.integers(-300, 300).map(lambda hours: NOW + hours * HOUR),
    done=st.booleans(),
    blocked_by=st.sampled_from(["", "No logo"]),
)


@given(st.lists(TASKS, max_size=12))
def test_every_open_unblocked_task_is_a_move_of_its_side_in_order_of_urgency(tasks: list[TaskFact]) -> None:
    moves = next_moves(MoveFacts(tasks=tuple(tasks)), NOW)
    for side in ("host", "partner"):
        expected = {t.id for t in tasks if t.side == side and not t.done and not t.blocked_by}
        assert {m.target_id for m in moves[side]} == expected
        ranks = [URGENCIES.index(m.urgency) for m in moves[side]]
        assert ranks == sorted(ranks)


@given(st.lists(TASKS, max_size=8), st.randoms())
def test_the_order_of_moves_does_not_depend_on_the_order_of_facts(tasks: list[TaskFact], random) -> None:  # noqa: ANN001
    shuffled = list(tasks)
    random.shuffle(shuffled)
    assert next_moves(MoveFacts(tasks=tuple(tasks)), NOW) == next_moves(MoveFacts(tasks=tuple(shuffled)), NOW)
