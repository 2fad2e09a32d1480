"""What one does about oneself: name, time zone, language of dates; ending one's own sessions and tokens."""

from pydantic import Field as Declared
from pydantic import field_validator

from twofold.core.actor import member
from twofold.core.errors import Invalid
from twofold.core.models import Membership, Person
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, ReplayableResult, operation
from twofold.core.operations.runner import run
from twofold.core.spaces.system_rows import change, own_space, raise_epoch
from twofold.core.time_zones import CHOSEN_UTC, NOT_CHOSEN, zone_names

DATE_LANGUAGES = {
    "": "As my browser",
    "en-GB": "English (31 Dec 2026)",
    "en-US": "English, US (Dec 31, 2026)",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt-BR": "Português",
    "sv": "Svenska",
}
"""BCP 47 tags whose ways of writing dates one can choose."""


_SAID = {"": NOT_CHOSEN, NOT_CHOSEN: CHOSEN_UTC}
"""Who says UTC has chosen it; who says nothing takes the browser's at the next sign-in."""


class UpdateSelf(Input):
    """What a person says about themselves; what is left out stays as it is."""

    name: str | None = Declared(None, min_length=1, max_length=200)
    time_zone: str | None = Declared(
        None, max_length=64, description="Such as Europe/Berlin; UTC is kept as Etc/UTC; empty: as the browser has it."
    )
    date_language: str | None = Declared(
        None, max_length=16, description="A language tag for dates, such as de; empty: as the browser has it."
    )

    @field_validator("time_zone")
    @classmethod
    def _a_zone(cls, zone: str | None) -> str | None:
        if zone in _SAID:
            return _SAID[zone]
        if zone is not None and zone not in zone_names():
            raise ValueError("Unknown time zone. Choose one such as Europe/Berlin.")
        return zone

    @field_validator("date_language")
    @classmethod
    def _a_language(cls, tag: str | None) -> str | None:
        if tag is not None and tag not in DATE_LANGUAGES:
            raise ValueError(f"Possible are: {', '.join(filter(None, DATE_LANGUAGES))}, or nothing.")
        return tag


@operation(
    "person.update_self", needs="account.manage", says="{actor} changed their own account", fact="person.updated_self"
)
def update_self(do: OperationContext, input: UpdateSelf) -> dict[str, str]:
    """Change one's own name, time zone or language of dates. Gives them as they are now.

    The log of the acting company says which of them changed, never to what.
    """
    person, company = do.actor.person, do.actor.company
    if person is None or company is None:
        raise Invalid("Only a person has an account.")
    given = input.model_dump(exclude_none=True)
    changed = {name: value for name, value in given.items() if getattr(person, name) != value}
    if changed:
        change(do, person, **changed)
        person.refresh_from_db()
    do.set_log_space(own_space(company))
    do.because({"person": person.pk, "changed": sorted(changed)})
    return {
        "id": person.pk,
        "email": person.email,
        "name": person.name,
        "timeZone": person.time_zone,
        "dateLanguage": person.date_language,
    }


class EndAccess(Input):
    """Why."""

    because: str = Declared("asked", pattern="^(asked|new_password)$")


@operation("person.end_access", needs="account.manage", says="{actor} ended their sessions and tokens")
def end_access(do: OperationContext, input: EndAccess) -> ReplayableResult:
    """End one's own sessions, tokens and open streams in the acting company, at once."""
    membership, company = do.actor.membership, do.actor.company
    if membership is None or company is None:
        raise Invalid("Only a person has sessions.")
    raise_epoch(do, membership)
    do.set_log_space(own_space(company))
    do.because({"person": membership.person_id, "reason": input.because})
    return ReplayableResult(personId=membership.person_id)


def end_all_access(person: Person, because: str) -> None:
    """The same in every company of a person: after a new password."""
    for membership in Membership.rows.filter(person=person, ended_at__isnull=True).select_related("person", "company"):
        run(member(membership, "page"), "person.end_access", {"because": because})
