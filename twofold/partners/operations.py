"""What one does with a partner record beside changing it: move along the pipeline, score, invite."""

from typing import Any, Literal, cast

from pydantic import Field as Declared
from pydantic import field_validator

from twofold.companies.models import Invitation
from twofold.companies.operations.invite import invite, void_of_partner
from twofold.core.domain import Conflict, Input, OperationContext, operation
from twofold.core.entities.inputs import mail_address, web_address
from twofold.core.models import Company, Space
from twofold.core.spaces.system_rows import join, open_shared, own_space
from twofold.rules.pipeline import (
    BANDS,
    IllegalMove,
    MoveNotReady,
    PartnerStatus,
    PipelineFacts,
    band,
    check_move,
    next_review,
    score,
)

from .models import Partner

_ADDED = {"we_get", "they_get", "agreement_url"}


def web_address_or_nothing(text: str) -> str:
    """An address that a browser opens as a page, or nothing. Errors: ValueError with a sentence."""
    return web_address(text) if text else text


class MovePartner(Input):
    """A step along the pipeline (requirements S2.41, S2.44), with what the record still lacks for it."""

    status: PartnerStatus
    reason: str = Declared("", max_length=2000)
    we_get: str = Declared("", max_length=2000)
    they_get: str = Declared("", max_length=2000)
    agreement_url: str = Declared("", max_length=500)

    _agreement = field_validator("agreement_url")(web_address_or_nothing)


@operation("partner.move", needs="partners.work", says="{actor} moved {target} to {status}")
def move_partner(do: OperationContext, partner: Partner, input: MovePartner) -> Partner:
    """Move a partner along the pipeline; the rule says which steps are legal and what they need."""
    added = {name: text for name, text in input.model_dump(include=_ADDED).items() if text}
    facts = PipelineFacts(
        we_get=input.we_get or partner.we_get,
        they_get=input.they_get or partner.they_get,
        has_agreement=bool(input.agreement_url or partner.agreement_url),
        reason=input.reason,
    )
    try:
        check_move(cast("PartnerStatus", partner.status), input.status, facts)
    except IllegalMove as illegal:
        raise Conflict(str(illegal), legal=list(illegal.legal)) from None
    except MoveNotReady as unready:
        raise Conflict(str(unready), missing=unready.missing) from None
    changed: dict[str, Any] = {"status": input.status, **added}
    if input.status == "churned":
        changed["churn_reason"] = input.reason
    return do.change(partner, **changed)


class ScorePartner(Input):
    """The three axes, each 1 to 5 (requirements S2.43)."""

    audience_overlap: int = Declared(ge=1, le=5)
    strategic_value: int = Declared(ge=1, le=5)
    execution_effort: int = Declared(ge=1, le=5)


@operation("partner.score", needs="partners.work")
def score_partner(do: OperationContext, partner: Partner, input: ScorePartner) -> Partner:
    """Rate a partner; score, band and the date of the next review follow. Only the owning company ever sees it."""
    rated = input.model_dump()
    of_band = band(score(**rated))
    review = next_review(of_band, do.now.date())
    do.because({"band": BANDS[of_band].label})
    return do.change(partner, **rated, next_review=review.isoformat() if review else "")


class InvitePartner(Input):
    """Whom to invite at the partner."""

    email: str
    name: str = Declared("", max_length=200)
    role: Literal["admin"] = "admin"

    _email = field_validator("email")(mail_address)


@operation("partner.invite", needs="partners.invite", says="{actor} invited {target} to join")
def invite_partner(do: OperationContext, partner: Partner, input: InvitePartner) -> Invitation:
    """Invite a person at the partner; accepting creates or joins their company and opens the shared space."""
    if partner.counterpart_id:
        raise Conflict(f"{partner.company} has already joined. Their own admins can invite colleagues.")
    ensure_partnership(do, partner)
    return invite(do, purpose="partner", email=input.email, name=input.name, role=input.role, partner_id=partner.pk)


def ensure_partnership(do: OperationContext, partner: Partner) -> Space:
    """The space shared with this partner; opened with one side when there is none yet."""
    if partner.partnership is not None:
        return partner.partnership
    assert do.actor.company is not None
    space = open_shared(
        do, "partnership", f"{do.actor.company.name} and {partner.company}", do.actor.company, partner.counterpart
    )
    do.change(partner, partnership=space)
    return space


class JoinPartner(Input):
    """Which company has joined."""

    company_id: str
    contact_name: str
    contact_email: str


@operation("partner.join", needs="invitations.accept", says="{target} joined", internal=True)
def join_partner(do: OperationContext, partner: Partner, input: JoinPartner) -> Partner:
    """The other company takes its side: of the partnership and of the campaigns begun meanwhile."""
    company = Company.rows.get(pk=input.company_id)
    if company.pk == partner.author_id:
        raise Conflict("A company can't be its own partner.")
    if partner.counterpart is not None:
        joined = partner.counterpart.name
        raise Conflict(
            f"{joined} has joined {partner.author.name} here already. Ask an admin of {joined} to invite you."
        )
    if Partner.rows.within(partner.space_id).filter(counterpart=company).exists():
        raise Conflict(f"{company.name} and {partner.author.name} already share a workspace. Sign in to see it.")
    assert partner.partnership is not None
    void_of_partner(do, partner.space_id, partner.pk)
    join(do, partner.partnership, company)
    return do.change(partner, counterpart=company, contact_name=input.contact_name, contact_email=input.contact_email)


class MirrorPartner(Input):
    """The other company's own record of the first one."""

    company_id: str
    partner_id: str


@operation("partner.mirror", needs="invitations.accept", says="Your company joined {target}'s workspace", internal=True)
def mirror_partner(do: OperationContext, input: MirrorPartner) -> Partner:
    """The joining company gets a record of its own about the inviting one: nothing of how the first one sees them.

    Kind and stage begin the same for everybody; the joining company sets its own.
    """
    theirs = Partner.rows.everywhere(because="the record through which the two companies met").get(pk=input.partner_id)
    company = Company.rows.get(pk=input.company_id)
    inviter = (
        Invitation.rows.within(theirs.space_id)
        .filter(partner_id=theirs.pk)
        .select_related("invited_by")
        .latest("created_at")
    )
    return do.create(
        Partner,
        own_space(company),
        author=company,
        company=theirs.author.name,
        contact_name=inviter.invited_by.name,
        contact_email=inviter.invited_by.email,
        type="co_marketing",
        status="negotiating",
        counterpart=theirs.author,
        partnership=theirs.partnership,
    )
