"""Signing lead-share rules: two people of two companies, each with the hash they saw and their password."""

from pydantic import Field as Declared

from twofold.campaigns.models import Campaign
from twofold.companies.reauthentication import confirm_person
from twofold.core.errors import Invalid, NotFound
from twofold.core.models import DocumentVersion
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import operation
from twofold.core.spaces import signoff
from twofold.core.spaces.signoff import SignInput
from twofold.leads.models import KIND, DryRun
from twofold.leads.routing.batch import lock_routing


class SignRules(SignInput):
    """The hash of the text, and if one was looked at, the hash of the dry run."""

    dry_run_hash: str = Declared("", max_length=64)


@operation(
    "lead_share.sign",
    needs="documents.sign",
    says="{actor} signed {target} of the lead-share rules",
    before=confirm_person,
)
def sign_rules(do: OperationContext, version: DocumentVersion, input: SignRules) -> DocumentVersion:
    """The acting company's yes. With the second one the rules are in force and leads can come in (S1.47, S1.67)."""
    if version.kind != KIND:
        raise NotFound
    if input.dry_run_hash:
        tried = DryRun.rows.within(version.space_id).filter(rules=version, hash=input.dry_run_hash)
        if not tried.exists():
            raise Invalid.field("dryRunHash", "No dry run of this version has this hash. Run it again, then sign.")
    signoff.sign(do, version, input, dry_run_hash=input.dry_run_hash)
    if do.details.get("in_force"):
        campaign = Campaign.rows.within(version.space_id).get(pk=version.subject_id)
        lock_routing(do, campaign, do.actor.company.pk if do.actor.company else campaign.author_id)
    return version
