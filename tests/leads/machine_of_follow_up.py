"""Leads that come in, wait for consent, go to sides, are followed up and withdrawn, by everybody, rightly and wrongly."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as some
from hypothesis.stateful import initialize, invariant, rule

from tests.leads.follow_up_reference import Lead, arriving, hearing, may, stepping
from tests.leads.machine import SIDES, Machine, rows
from twofold.campaigns.models import Campaign
from twofold.core.operations.query import ask

WHO = some.sampled_from([*SIDES, "rival", "stranger", "left", "nobody"])
FOLLOWERS = some.sampled_from(["host", "host_member", "both_as_host", "writing_token", "partner", "both_as_partner"])
WHICH = some.integers(0, 5)  # how many leads before the newest
CONSENTS = some.sets(some.sampled_from(["host", "partner"]))
VERBS = {
    "accept": "accepted", "return": "returned", "contact": "contacted", "qualify": "qualified",
    "disqualify": "disqualified", "convert": "converted",
}  # fmt: skip
DEALS = {("100.5", "EUR"): 10050, ("7", "JPY"): 7}
NO_DEALS = [("1.5", "JPY"), ("1", "QQQ")]
NOT_EVEN_ASKED = [("1", "eur"), ("-1", "EUR")]
GIVEN = {"accept": [{}, {"note": "ours"}], "contact": [{}], "qualify": [{}]}
REASONS = [{"reason": "not now"}, {"reason": "not now"}, {"reason": "not now"}, {"reason": ""}]
_LEADS = (
    "SELECT id, number, status, state, host_state, partner_state, version FROM leads_lead WHERE campaign_id = %s"
    " ORDER BY number"
)
_TALLY = (
    "SELECT status, state, host_state, partner_state, CAST(sum(count) AS INTEGER) FROM leads_leadtally"
    " WHERE campaign_id = %s GROUP BY 1, 2, 3, 4 HAVING sum(count) > 0"
)
_STEPS = "SELECT lead_id, side, state FROM leads_leadstep WHERE space_id = %s ORDER BY created_at, id"
_CARDS = (
    "SELECT card.lead_id, side.company_id, card.disclosed_at IS NOT NULL FROM leads_contactcard card"
    " JOIN core_side side ON side.space_id = card.space_id"
)


class FollowUp(Machine):
    """After every step the product's leads stand where the reference's stand, and cards lie where they may."""

    campaign: ClassVar[Campaign]
    last: Lead

    def __init__(self) -> None:
        super().__init__()
        self.leads: list[Lead] = []
        self.deals: list[int] = []
        self.entries = 0

    @initialize()
    def begin(self) -> None:
        """One lead for a side that may have it, one for both that one may have."""
        self.register("host", "ann", "DE", {"partner"}, came=True)
        self.register("partner", "ben", "FR", {"host"}, came=True)

    @rule(
        who=WHO,
        name=some.sampled_from(["ann", "ben", "cleo", "dan", "eve", "", ""]),
        country=some.sampled_from(["DE", "FR", "FR", "US", "AQ"]),
        came=some.sampled_from([True, True, True, False]),
        said_yes=CONSENTS,
    )
    def register(self, who: str, name: str, country: str, said_yes: set[str], *, came: bool) -> None:
        """Somebody new, or who was there before; nobody without an address."""
        email = f"{name or len(self.leads)}@x.example"
        said = [{"recipient": side, "answer": "yes", "wording": "Yes."} for side in sorted(said_yes)]
        given = {"email": email, "country": country, "attended": came, "consents": said}
        expected = may(who, SIDES.get(who)) or "won"
        result, lead = self.act(who, "lead.register", given, self.campaign.pk)
        assert result == expected, (result, expected)
        if result == "won":
            self.last = arriving(self.leads, SIDES[who], email, country, said_yes, came=came)
            self.last.id = lead.pk
            self.leads.append(self.last)
            self.entries += 1

    @rule(who=WHO, which=WHICH, verb=some.sampled_from(sorted(VERBS)), seen=some.integers(0, 9), data=some.data())
    def try_step(self, who: str, which: int, verb: str, seen: int, data: Any) -> None:
        """Anybody, any step; one in ten has seen another version of the lead."""
        lead = self._lead(which)
        given, deal = self._given(verb, data)
        version = rows("SELECT version FROM leads_lead WHERE id = %s", lead.id)[0][0]
        expected = "Invalid" if deal is None else may(who, SIDES.get(who))
        if not expected and not seen:
            expected = "Conflict"
        if not expected and deal == -1:
            expected = "Invalid"
        expected = expected or stepping(lead, SIDES[who], VERBS[verb])
        result, _ = self.act(who, f"lead.{verb}", given, lead.id, if_version=version if seen else version + 1)
        assert result == expected, (result, expected)
        if result == "won":
            self.entries += 1
            self.deals += [deal] if deal else []

    @rule(who=FOLLOWERS, which=WHICH, verb=some.sampled_from([*VERBS, "accept", "accept"]), repeat=some.booleans())
    def step(self, who: str, which: int, verb: str, *, repeat: bool) -> None:
        """Who may, with all that belongs to it; perhaps the same call once more, which does nothing more."""
        lead, key = self._lead(which), f"k{self.steps}"
        given = {"convert": {"dealValue": "7", "currency": "JPY"}, "accept": {}, "contact": {}, "qualify": {}}.get(
            verb, {"reason": "not now"}
        )
        expected = stepping(lead, SIDES[who], VERBS[verb])
        result, _ = self.act(who, f"lead.{verb}", given, lead.id, key=key)
        assert result == expected, (result, expected)
        if result == "won":
            self.entries += 1
            self.deals += [7] if verb == "convert" else []
            if repeat:
                result, answer = self.act(who, f"lead.{verb}", given, lead.id, key=key)
                assert (result, answer["id"]) == ("again", lead.id)
                assert self.act(who, "lead.accept", {"note": "another"}, lead.id, key=key)[0] == "Invalid"

    @rule(
        who=WHO,
        which=WHICH,
        about=some.sampled_from(["host", "partner", "partner", "rival"]),
        answer=some.sampled_from(["yes", "yes", "no"]),
        ago=some.sampled_from([-7200, 0, 0, 0, 1, 3600]),
    )
    def hear(self, who: str, which: int, about: str, answer: str, ago: int) -> None:
        """What the person says of a side, now, an hour ago, or in the future, which cannot be."""
        lead, said = self._lead(which), self.at - timedelta(seconds=ago)
        given = {"recipient": about, "answer": answer, "wording": "As I said.", "capturedAt": said, "source": "call"}
        expected = may(who, SIDES.get(who)) or ("Invalid" if about == "rival" else "")
        expected = expected or hearing(lead, SIDES[who], about, answer, said, self.at + timedelta(minutes=5, seconds=1))
        result, _ = self.act(who, "lead.record_consent", given, lead.id)
        assert result == expected, (result, expected)
        self.entries += result == "won"

    def _lead(self, which: int) -> Lead:
        self.last = self.leads[max(-len(self.leads), -1 - which)]
        return self.last

    def _given(self, verb: str, data: Any) -> tuple[dict[str, Any], int | None]:
        """What comes with a step, and its deal in minor units: none where the input cannot be read, -1 where it makes no sense."""
        if verb == "convert":
            value, currency = data.draw(some.sampled_from([*DEALS, *NO_DEALS, *NOT_EVEN_ASKED]))
            deal = None if (value, currency) in NOT_EVEN_ASKED else DEALS.get((value, currency), -1)
            return {"dealValue": value, "currency": currency}, deal
        given = data.draw(some.sampled_from(GIVEN.get(verb, REASONS)))
        return given, None if given.get("reason") == "" else 0

    @invariant()
    def leads_stand_where_the_reference_says(self) -> None:
        """Numbers from 1, status, state of each side and over both."""
        assert [found[:-1] for found in rows(_LEADS, self.campaign.pk)] == [
            (lead.id, number, lead.status, lead.state, lead.states["host"], lead.states["partner"])
            for number, lead in enumerate(self.leads, start=1)
        ]

    @invariant()
    def the_kept_counts_are_those_of_the_reference(self) -> None:
        """What the database counts along is what there is to count."""
        found = {tuple(told[:-1]): told[-1] for told in rows(_TALLY, self.campaign.pk)}
        assert found == Counter((lead.status, lead.state, *lead.states.values()) for lead in self.leads)

    @invariant()
    def every_step_is_kept_once(self) -> None:
        """In order, for the side that took it, with the deal's worth in minor units."""
        found: dict[str, list[tuple[str, str]]] = {lead.id: [] for lead in self.leads}
        for lead, side, state in rows(_STEPS, self.campaign.space_id):
            found[lead].append((side, state))
        assert found == {lead.id: lead.steps for lead in self.leads}
        deals = rows("SELECT deal_minor FROM leads_leadstep WHERE deal_minor IS NOT NULL")
        assert sorted(deal for (deal,) in deals) == sorted(self.deals)

    @invariant()
    def a_card_lies_only_with_whom_it_was_disclosed_to(self) -> None:
        """And unseen with who brought the lead in, while it waits."""
        found = {(lead, self.company[company], told) for lead, company, told in rows(_CARDS)}
        expected = {(lead.id, side, True) for lead in self.leads for side in lead.known_to}
        expected |= {(lead.id, side, False) for lead in self.leads for side in lead.waits_at}
        assert {(lead, side, bool(told)) for lead, side, told in found} == expected

    @invariant()
    def the_log_has_one_entry_for_each_thing_done(self) -> None:
        """What was refused has none; the chain goes on from where it was."""
        assert len(self.written(self.campaign.space_id)) == self.entries
        self.entries = 0

    @invariant()
    def each_side_is_told_what_is(self) -> None:
        """Of the lead touched last: its own state, and the person only where it has the card."""
        side = ("host", "partner")[self.steps % 2]
        told = ask(self.cast[side], "lead.get", {"id": self.last.id})
        assert (told["state"], told["myState"]) == (self.last.state, self.last.states[side] or None)
        assert (told["person"] is not None) == (side in self.last.known_to)

    @property
    def company(self) -> dict[str, str]:
        """Company → its side in the campaign."""
        return {self.cast[side].company.pk: side for side in ("host", "partner")}  # type: ignore[union-attr]
