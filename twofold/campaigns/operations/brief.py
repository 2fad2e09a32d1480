"""Writing the campaign brief."""

from pydantic import Field as Declared

from twofold.campaigns.models import BriefSection, Campaign
from twofold.core.domain import Input, Invalid, OperationContext, operation

LONGEST = 10_000


class WriteSection(Input):
    """The text of a section; empty takes it back."""

    text: str = Declared(max_length=LONGEST)


@operation("brief.write", needs="campaigns.lead", says="{actor} wrote “{target}” in the brief", fact="brief.written")
def write_section(do: OperationContext, section: BriefSection, input: WriteSection) -> BriefSection:
    """Write one section of the brief; both sides may."""
    return _write(do, section, input.text)


class FillBrief(Input):
    """Several sections at once, by their keys."""

    sections: dict[str, str]


@operation("campaign.fill_brief", needs="campaigns.lead", says="{actor} filled in the brief")
def fill_brief(do: OperationContext, campaign: Campaign, input: FillBrief) -> Campaign:
    """Write several sections of the brief at once; those not named stay."""
    known = {each.key: each for each in BriefSection.rows.within(campaign.space_id).filter(campaign=campaign)}
    for key, text in input.sections.items():
        if key not in known:
            raise Invalid.field(f"sections.{key}", f"The brief has no such section. Possible: {', '.join(known)}.")
        if len(text) > LONGEST:
            raise Invalid.field(f"sections.{key}", f"This must be at most {LONGEST} characters.")
        _write(do, known[key], text.strip())
    return campaign


def _write(do: OperationContext, section: BriefSection, text: str) -> BriefSection:
    if text == section.text:
        return section
    return do.change(
        section,
        text=text,
        written_by=do.actor.person if text else None,
        written_at=do.now if text else None,
    )
