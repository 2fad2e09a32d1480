"""Trying a version of the rules on a file before it is signed, and comparing two versions on the same file."""

from typing import Any

from pydantic import Field as Declared
from pydantic import PrivateAttr

from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.errors import Invalid, NotFound
from twofold.core.models import DocumentVersion
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.core.operations.uploads import Upload, fingerprint
from twofold.leads.importing.dry_run import decided, dry_run_file, report_hash
from twofold.leads.importing.file_store import check_size, open_upload, refusals
from twofold.leads.importing.incoming import from_rows, second
from twofold.leads.models import KIND, DryRun
from twofold.leads.routing.exclusion_lists import NO_LISTS, lists_in_force
from twofold.leads.routing.routing_context import recipients_of, router_of
from twofold.rules.lead_share import RoutingState, Verdict

SHOWN_CHANGES = 1000


class TryRules(Input):
    """A file of leads, read as an import would read it."""

    file: Upload
    mapping: dict[str, str] | None = None
    time_zone: str = Declared("UTC", max_length=64)
    day_first: bool = False
    _answer: dict[str, Any] | None = PrivateAttr(None)


class DryRunRules(TryRules):
    """With or without one's own list of existing pipeline."""

    with_lists: bool = Declared(
        False, description="Ask your own list of existing pipeline; the other side's is asked at the import only."
    )


class CompareRules(TryRules):
    """With which other version of the same campaign's rules, and on which file."""

    other: str = Declared(alias="with", max_length=21, description="The id of the other version.")


def _version(actor: Actor, version_id: str | None) -> DocumentVersion | None:
    found: DocumentVersion | None = (
        DocumentVersion.rows.visible_to(actor).filter(pk=version_id, kind=KIND).first()
        if actor.may("documents.propose")
        else None
    )
    return found


def _rows(version: DocumentVersion, given: TryRules) -> Any:
    check_size(given.file)
    file = open_upload(
        given.file,
        recipients_of(version.space_id),
        mapping=given.mapping,
        time_zone=given.time_zone,
        day_first=given.day_first,
    )
    return file.rows()


def run_dry(actor: Actor, given: DryRunRules, version_id: str | None) -> None:
    """Ahead of the transaction: read the file and count. What the actor cannot see is left for `run` to refuse."""
    version = _version(actor, version_id)
    if version is None:
        return
    router = router_of(version.hash, version.body)
    lists = NO_LISTS
    if given.with_lists:
        campaign = Campaign.rows.visible_to(actor).get(pk=version.subject_id)
        lists = lists_in_force(campaign, router.document).of(actor.side_in(campaign.space_id))
    with refusals():
        sight = dry_run_file(_rows(version, given), router, at=second(now()), lists=lists)
    counts = sight.counts.as_dict()
    sha256 = fingerprint(given.file)
    if given.with_lists:
        counts["lists"] = lists.hashes()
    report = {"rulesHash": version.hash, "fileHash": sha256, **counts}
    given._answer = {
        "report": report,
        "hash": report_hash(version.hash, sha256, counts),
        "problems": sight.problems,
        "problemCount": sight.problem_count,
    }


@operation(
    "lead_share.dry_run",
    needs="documents.propose",
    says="{actor} tried {target} of the lead-share rules on a file",
    fact="lead_share.tried",
    files=("file",),
    before=run_dry,
)
def dry_run(do: OperationContext, version: DocumentVersion, input: DryRunRules) -> dict[str, Any]:
    """What these rules would do with a file: counts by status, side and route. Only the report is kept.

    Gives `{report, hash, problems, problemCount}`; the hash may be named when signing. Splits start at nothing
    and nobody is known from before, so that both sides get the same report for the same file; `withLists` asks
    your own list of existing pipeline in force, and the report names its hash. The other side's list is asked at the
    import, whose verdicts are recorded.
    """
    if version.kind != KIND or input._answer is None:
        raise NotFound
    do.create(
        DryRun,
        version.space_id,
        rules=version,
        hash=input._answer["hash"],
        report=input._answer["report"],
        run_by=do.actor.person,
    )
    return input._answer


def compare(actor: Actor, given: CompareRules, version_id: str | None) -> None:
    """Ahead of the transaction: every row under both versions."""
    version, other = _version(actor, version_id), _version(actor, given.other)
    if version is None:
        return
    if other is None or other.subject_id != version.subject_id:
        raise Invalid.field("with", "Choose another version of the same campaign's rules.")
    routers = [router_of(each.hash, each.body) for each in (version, other)]
    states, at = [RoutingState(), RoutingState()], second(now())
    changes: list[dict[str, Any]] = []
    rows = changed = 0
    with refusals():
        for one in from_rows(_rows(version, given)):
            rows += 1
            this, that = (
                _outcome(decided(router, one, state, at)) for router, state in zip(routers, states, strict=True)
            )
            if this != that:
                changed += 1
                if len(changes) < SHOWN_CHANGES:
                    changes.append({"lead": one.ref, "row": one.row, "this": this, "with": that})
    given._answer = {
        "thisHash": version.hash,
        "withHash": other.hash,
        "rows": rows,
        "changed": changed,
        "changes": changes,
    }


@operation(
    "lead_share.diff",
    needs="documents.propose",
    says="{actor} compared two versions of the lead-share rules",
    fact="lead_share.compared",
    files=("file",),
    before=compare,
)
def diff(do: OperationContext, version: DocumentVersion, input: CompareRules) -> dict[str, Any]:
    """Which rows of a file go elsewhere under another version; nothing is kept.

    Gives `{thisHash, withHash, rows, changed, changes: [{lead, row, this, with}]}`, at most 1,000 changes.
    """
    if version.kind != KIND or input._answer is None:
        raise NotFound
    return input._answer


def _outcome(verdict: Verdict) -> dict[str, Any]:
    return {
        "status": verdict.status,
        "to": verdict.to,
        "route": verdict.route,
        "first": verdict.follow_up["first"] if verdict.follow_up else None,
    }
