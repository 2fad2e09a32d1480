"""Saying who is in one's own pipeline already: a list that is promised by its hash before any lead meets it."""

import io
from collections.abc import Iterable

from pydantic import Field as Declared
from pydantic import PrivateAttr

from twofold.campaigns.models import Campaign
from twofold.companies.secrets import new_salt
from twofold.core.actor import Actor
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.core.operations.uploads import Upload
from twofold.core.oplog.bulk_rows import BulkBatch
from twofold.leads.models import ExclusionEntry, ExclusionList, ExclusionSalt
from twofold.leads.queries.exclusion_lists import sides_with_lists
from twofold.leads.routing.batch import lock_routing
from twofold.leads.routing.exclusion_lists import entry_hash, forget_replaced, newest_lists
from twofold.rules.lead_share import read_list
from twofold.rules.lead_share.list_hash import list_hash
from twofold.rules.lead_share.routing_state import BadListEntryError

MOST_ENTRIES = 200_000
MOST_BYTES = 50_000_000


class ReplaceList(Input):
    """The whole list, as a file or as entries: e-mail addresses, and domains without their subdomains."""

    file: Upload | None = Declared(None, description="UTF-8, one entry a line; empty lines are ignored.")
    entries: list[str] | None = Declared(None, max_length=MOST_ENTRIES, description="One e-mail or domain each.")
    _normal: frozenset[str] | None = PrivateAttr(None)
    _hashes: list[str] = PrivateAttr(default_factory=list)


def read_entries(actor: Actor, given: ReplaceList, campaign_id: str | None) -> None:
    """Ahead of the transaction: the list in its normal form, and what is kept of each entry. Errors: Invalid."""
    campaign = Campaign.rows.visible_to(actor).filter(pk=campaign_id).first()
    if campaign is None or not actor.may("leads.import"):
        return
    if (given.file is None) == (given.entries is None):
        raise Invalid.field("file", "Upload a file or paste the entries, not both.")
    field = "entries" if given.file is None else "file"
    lines: Iterable[str] = given.entries if given.entries is not None else _lines(given.file)
    try:
        found = read_list(lines)
    except BadListEntryError as wrong:
        raise Invalid.field(field, f"{wrong} Fix or remove it. Nothing was changed.") from None
    if not found:
        raise Invalid.field(field, "This list is empty. To remove your pipeline, clear it.")
    if len(found) > MOST_ENTRIES:
        raise Invalid.field(field, f"The list has {len(found):,} entries; up to {MOST_ENTRIES:,} can be kept.")
    given._normal = found
    given._hashes = sorted(entry_hash(entry) for entry in found)


@operation(
    "exclusion_list.replace",
    needs="leads.import",
    says="{actor} uploaded their existing pipeline",
    files=("file",),
    before=read_entries,
)
def replace_list(do: OperationContext, campaign: Campaign, input: ReplaceList) -> ExclusionList:
    """Promise the acting side's whole list; from now on leads on it go where the rules send existing pipeline.

    Both sides see its hash, its size and the moment; entries stay with this company as keyed hashes. An import that
    is under way goes on with the list it began with. Errors: Invalid with the line that is no entry; Conflict where
    no version of the rules names a list of this side.
    """
    side = _own_side(do, campaign)
    if input._normal is None:
        raise NotFound
    if side not in sides_with_lists(campaign):
        raise Conflict(
            "The lead-share rules name no existing pipeline for your side. Propose rules that do, then give the list."
        )
    own, salt = do.actor.company_space_id(), new_salt()
    row = _promise(do, campaign, side, len(input._normal), list_hash(input._normal, salt))
    do.create(ExclusionSalt, own, exclusion_list=row, salt=salt)
    common = {"space_id": own, "author_id": row.author_id, "exclusion_list_id": row.pk}
    batch = BulkBatch((ExclusionEntry,), len(input._hashes), len(input._hashes))
    entries = [{"id": pk, "entry_hash": hashed, **common} for pk, hashed in zip(batch.ids, input._hashes, strict=True)]
    do.create_many(batch, {ExclusionEntry: entries})
    forget_replaced(campaign.pk)
    return row


@operation("exclusion_list.clear", needs="leads.import", says="{actor} cleared their existing pipeline")
def clear_list(do: OperationContext, campaign: Campaign, input: Nothing) -> ExclusionList:
    """Have no list any more; its entries are removed, what was promised and decided stays. Errors: Conflict."""
    side = _own_side(do, campaign)
    last = newest_lists(campaign, (side,)).get(side)
    if last is None or not last.count:
        raise Conflict("Your company has no pipeline in this campaign.")
    row = _promise(do, campaign, side, 0, "")
    forget_replaced(campaign.pk)
    return row


def _promise(do: OperationContext, campaign: Campaign, side: str, count: int, hashed: str) -> ExclusionList:
    """The next promise of a side. Nobody routes in the campaign meanwhile, so that each lead meets one list."""
    assert do.actor.company is not None
    lock_routing(do, campaign, do.actor.company.pk)
    last = newest_lists(campaign, (side,)).get(side)
    row = do.create(
        ExclusionList,
        campaign.space_id,
        campaign=campaign,
        side=side,
        number=last.number + 1 if last else 1,
        count=count,
        hash=hashed,
        committed_by=do.actor.person,
    )
    do.set_log_space(campaign.space_id, row)
    do.target = row
    do.details.update(side=side, count=count)
    return row


def _own_side(do: OperationContext, campaign: Campaign) -> str:
    side = do.actor.side_in(campaign.space_id)
    if side is None or not campaign.is_workspace:
        raise NotFound
    return side


def _lines(file: Upload) -> Iterable[str]:
    """The lines of a file as `twofold route` reads them. Errors: Invalid."""
    data: bytes = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Invalid.field("file", f"The list is too long: up to {MOST_BYTES // 1_000_000} MB can be read.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise Invalid.field("file", f"Line {line} is not UTF-8. Save the list as UTF-8, one entry per line.") from None
    return io.StringIO(text, newline=None)
