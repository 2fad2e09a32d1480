"""The partner record, declared once (requirements S2.36). Its owner sees it, nobody else."""

from typing import Any

from django.db.models import QuerySet

from twofold.companies.operations.invite import void_of_partner
from twofold.core.domain import Actor, OperationContext
from twofold.core.entities import Bucket, Choice, Entity, Field, Moves, View, choices, currency, entity, listed, shown
from twofold.rules.partnership_types import NAMES
from twofold.rules.pipeline import BANDS, PARTNER_STEPS, STATUS_MEANS, band, missing_for, score

from .models import Partner

STATUS_TONES = {"negotiating": "busy", "onboarding": "busy", "active": "good", "expanding": "good"}
STATUSES = tuple(
    Choice(value, value.capitalize(), STATUS_TONES.get(value, "neutral"), means)
    for value, means in STATUS_MEANS.items()
)
AXES = ("audienceOverlap", "strategicValue", "executionEffort")


def in_own_space(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Records live in their company's own space and in no other: asked for in that one, they come from its indexes."""
    return rows.filter(space_id=actor.company_space_id() or "nobody's")


def scored(items: list[dict[str, Any]], actor: Actor) -> None:
    """Add the score and its band (requirements S2.43), where all three axes are rated."""
    for item in items:
        axes = [item[name] for name in AXES]
        item["score"] = score(*axes) if None not in axes else None
        item["band"] = BANDS[band(item["score"])].label if item["score"] is not None else None


def take_invitations_back(do: OperationContext, partner: Partner) -> None:
    """What invitations are open ends with the record; a restored record does not bring them back."""
    void_of_partner(do, partner.space_id, partner.pk)


def asked_for(item: dict[str, Any], to: str) -> tuple[str, ...]:
    """What a move of this partner still needs."""
    missing = missing_for(to, item["weGet"], item["theyGet"], has_agreement=bool(item["agreementUrl"]))
    return tuple("agreementUrl" if name == "agreement" else name for name in missing)


def _axis(name: str, label: str, ends: str) -> Field:
    return listed(
        name, "integer", label=label, help=ends, least=1, most=5, bucket=True, csv=True,
        column="hidden",
    )  # fmt: skip


def _counter(name: str, label: str) -> Field:
    return Field(name, label=label, least=0, column="hidden")


PARTNERS = entity(
    Entity(
        model=Partner,
        needs="partners.see",
        works="partners.work",
        title="company",
        page="partner",
        icon="users-group",
        subtitle=("status",),
        base=in_own_space,
        fields=(
            Field("company", search=True),
            Field("contactName", label="Contact", sealed=True, search=True),
            Field("contactEmail", "email", label="E-mail", sealed=True, search=True, column="hidden"),
            Field("contactPhone", label="Phone", sealed=True, filter=False, sort=False, column="hidden"),
            Field("type", label="Partnership type", choices=choices(NAMES)),
            listed("status", choices=STATUSES, default="prospect", bucket=True, csv=True),
            Field("tier", group=True, column="hidden"),
            Field("ownerUserId", label="Owner", to="person", help="The colleague who looks after them."),
            Field(
                "agreementUrl", "url", label="Link to the signed agreement", help="Needed before onboarding."
            ),
            Field("commissionRate", label="Commission", filter=False, sort=False, column="hidden"),
            _counter("referralsMade", "Referrals made"),
            _counter("referralsReceived", "Referrals received"),
            Field("revenueAttributed", label="Revenue", least=0, currency="currency"),
            currency(),
            _counter("sharedCustomers", "Shared customers"),
            Field("integrationStatus", label="Integration", group=True, column="hidden"),
            Field("lastSync", "day", column="hidden"),
            Field("nextReview", "day"),
            Field("notes", "text", sealed=True, help="Only your company sees these."),
            Field("weGet", "text", label="What we get", sealed=True, most=2000, help="Needed before onboarding."),
            Field(
                "theyGet", "text", label="What they get", sealed=True, most=2000,
                help="Needed before onboarding. If you can't say it, the partnership won't last.",
            ),
            shown("churnReason", "text", label="Why it ended", bucket=True, csv=True),
            _axis("audienceOverlap", "Audience overlap", "1 is no overlap, 5 a perfect match"),
            _axis("strategicValue", "Strategic value", "1 is nice to have, 5 critical"),
            _axis("executionEffort", "Effort", "1 is minimal, 5 a lot, all the time"),
            shown("counterpartId", column="never"),
            shown("counterpartName", source="counterpart__name", label="In the workspace as"),
            shown("partnershipSpaceId", source="partnership_id", column="never"),
        ),
        extra=(shown("score", "number", group=False), shown("band", label="Score band")),
        finish=scored,
        leaving=take_invitations_back,
        moves=Moves(
            field="status",
            operation="partner.move",
            steps={status: tuple(following) for status, following in PARTNER_STEPS.items()},
            asks=asked_for,
            answers=(Field("reason", "text", label="Why did it end?", most=2000),),
        ),
        views=(
            View(
                "all-partners", "All partners", sort="company",
                columns=(
                    "company", "type", "status", "contactName", "revenueAttributed", "score", "nextReview",
                    "counterpartName",
                ),
            ),
            View("partner-pipeline", "Pipeline", group="status", layout="board"),
            View(
                "referral-partners", "Referral partners", filter={"type": "referral"},
                columns=("company", "contactName", "commissionRate", "referralsMade", "referralsReceived"),
            ),
            View(
                "partner-performance", "Performance",
                columns=("company", "type", "referralsReceived", "revenueAttributed", "sharedCustomers", "score", "band"),
            ),
        ),
        bucket=Bucket("Partner"),
    )
)  # fmt: skip
