"""What an upload shows before anything is imported: format, columns, counts, problems, and where each row would go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO

from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.leads.models import RoutingState
from twofold.leads.routing.batch import known_to
from twofold.leads.routing.exclusion_lists import NO_LISTS, ExclusionLists, lists_in_force
from twofold.leads.routing.routing_context import recipients_of, router_of, rules_in_force
from twofold.rules.canonical import canonical_hash
from twofold.rules.lead_files import LeadFile

from .dry_run import dry_run_file
from .file_store import open_upload, refusals
from .incoming import second


@dataclass(frozen=True)
class Choices:
    """What a person may say about a file: which column means what, and how its times are written."""

    mapping: dict[str, str] | None = None
    time_zone: str = "UTC"
    day_first: bool = False


@dataclass(frozen=True)
class Analysis:
    """`preview` is for the uploader only; `counts` both sides may see; `hash` is what a commit must echo. `lists` are
    both sides' in force, by which an import would route.
    """

    format: str
    columns: list[str]
    mapping: dict[str, str]
    rows: int
    counts: dict[str, Any]
    preview: dict[str, Any]
    hash: str
    rules_id: str | None
    lists: ExclusionLists = NO_LISTS


def analyse(actor: Actor, campaign: Campaign, stream: BinaryIO, sha256: str, choices: Choices) -> Analysis:
    """One pass over the file, outside any transaction. Errors: Invalid in one sentence, with the place.

    Nothing of it is recorded, so it asks only what the acting company knows anyway: its own list of existing pipeline
    and the leads it brought in or was given. The import asks both sides' and records each verdict.
    """
    file = open_upload(
        stream,
        recipients_of(campaign.space_id),
        mapping=choices.mapping,
        time_zone=choices.time_zone,
        day_first=choices.day_first,
    )
    rules = rules_in_force(campaign)
    about = {
        "format": file.format,
        "columns": file.columns,
        "mapping": file.mapping,
        "suggestedMapping": file.suggested_mapping,
        "needsMapping": file.needs_mapping,
        "meta": file.meta,
    }
    if file.needs_mapping:
        return Analysis(file.format, file.columns, file.mapping, 0, {}, about, "", None)
    router = router_of(rules.hash, rules.body) if rules else None
    state = RoutingState.rows.within(campaign.space_id).filter(campaign=campaign).first()
    lists = lists_in_force(campaign, router.document) if router else NO_LISTS
    dealt = state.counters.get(rules.pk, {}) if state and rules else {}
    with refusals():
        report = dry_run_file(
            file.rows(),
            router,
            at=second(now()),
            counters=dealt,
            known=(lambda keys: known_to(actor, campaign, keys)) if state and state.shared else None,
            lists=lists.of(actor.side_in(campaign.space_id)),
        )
    counts = report.counts.as_dict()
    preview = {
        **about,
        "rulesNumber": rules.number if rules else None,
        "rulesHash": rules.hash if rules else None,
        "lists": lists.hashes(),
        "counts": counts,
        "firstRows": report.first_rows,
        "problems": report.problems,
        "problemCount": report.problem_count,
    }
    hashed = _hash(file, sha256, choices, rules.hash if rules else None, report.counts.rows, lists)
    return Analysis(
        file.format,
        file.columns,
        file.mapping,
        report.counts.rows,
        counts,
        preview,
        hashed,
        rules.pk if rules else None,
        lists,
    )


def _hash(
    file: LeadFile, sha256: str, choices: Choices, rules_hash: str | None, rows: int, lists: ExclusionLists
) -> str:
    """Which bytes, read how, under which rules and lists: what a commit agrees to."""
    return canonical_hash(
        {
            "file": sha256,
            "mapping": file.mapping,
            "timeZone": choices.time_zone,
            "dayFirst": choices.day_first,
            "rules": rules_hash,
            "rows": rows,
            **({"lists": lists.hashes()} if lists.hashes() else {}),
        }
    )
