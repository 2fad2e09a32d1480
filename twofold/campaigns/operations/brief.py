"""Writing the campaign brief."""

from typing import Annotated

from pydantic import Field as Declared

from twofold.campaigns.models import BriefSection, Campaign
from twofold.core.domain import Input, Invalid, OperationContext, operation

Text = Annotated[str, Declared(max_length=10_000)]


class WriteSection(Input):
    """The text of a section; empty takes it back."""

    text: Text


@operation("brief.write", needs="campaigns.lead", says="{actor} wrote {target} in the brief", fact="brief.written")
def write_section(do: OperationContext, section: BriefSection, input: WriteSection) -> BriefSection:
    """Write one section of the brief; both sides may."""
    return _write(do, section, input.text)


class FillBrief(Input):
    """Several sections at once, by their keys."""

    sections: dict[str, Text]


@operation("campaign.fill_brief", needs="campaigns.lead", says="{actor} filled in the brief")
def fill_brief(do: OperationContext, campaign: Campaign, input: FillBrief) -> Campaign:
    """Write several sections of the brief at once; those not named stay."""
    known = {each.key: each for each in BriefSection.of(campaign)}
    for key, text in input.sections.items():
        if key not in known:
            raise Invalid.field(f"sections.{key}", f"The brief has no such section. Possible: {', '.join(known)}.")
        _write(do, known[key], text)
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
