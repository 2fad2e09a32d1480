"""What the columns of a file mean: suggested from its headers, or chosen by a person and checked."""

from __future__ import annotations

from collections.abc import Mapping

from twofold.rules.csv_files.header_names import ALIASES, answer_key, plain_name
from twofold.rules.csv_files.refusal import MappingError, MappingInvalid
from twofold.rules.lead_files.consent import Recipients, is_consent_question, recipients_named
from twofold.rules.lead_files.fields import ANSWER, is_field
from twofold.rules.lead_files.signatures import Format

_ZOOM = {"approval status": "answers.approval_status", "join time": "", "leave time": "", "is guest": ""}
_NOT_OF_A_TICKET = (
    "order|order id|quantity|price tier|group|order type|currency|total paid|fees paid|eventbrite fees"
    "|eventbrite payment processing|home address 1|home address 2|home state|home zip|event name|event date|event id"
    "|buyer email|buyer first name|buyer last name"
)
_NOT_OF_A_CONTACT = "state region|contact owner|tags|last activity date|associated company ids|associated contact ids"
_EVENTBRITE = {
    **dict.fromkeys(_NOT_OF_A_TICKET.split("|"), ""),
    "order date": "registered_at", "attendee": "id", "attendee id": "id", "affiliate": "source",
    "ticket type": "answers.ticket_type", "promo code": "answers.promo_code",
}  # fmt: skip
_HUBSPOT = {
    **dict.fromkeys(_NOT_OF_A_CONTACT.split("|"), ""),
    "record id": "id", "record id contact": "id", "create date": "registered_at",
    "original traffic source": "source", "original source": "source",
    "original traffic source drill down 1": "medium", "original source drill down 1": "medium",
    "original traffic source drill down 2": "campaign", "original source drill down 2": "campaign",
}  # fmt: skip
OWN_NAMES: dict[Format, dict[str, str]] = {
    "zoom_attendees": _ZOOM,
    "zoom_registrations": _ZOOM,
    "eventbrite": {**_EVENTBRITE, "order status": "answers.order_status"},
    "eventbrite_orders": {
        **_EVENTBRITE,
        "order status": "attendee_status",
        "order": "id",
        "order id": "id",
        "attendee": "",
        "attendee id": "",
    },
    "hubspot_contacts": _HUBSPOT,
    "plain": {},
}


def suggested_mapping(columns: list[str], kind: Format, recipients: Recipients) -> dict[str, str]:
    """Column to field, an empty text for a column to leave out; each field is given to one column only.

    In the files of known tools every other column is a question of the form and becomes an answer; in plain files
    it is left out. A consent question that names neither company, and two that name the same one, mean nobody.
    """
    named = {column: recipients_named(column, recipients) for column in columns}
    askings = [side for sides in named.values() for side in sides]
    mapping = {column: _consent(named[column], askings) if _asks(column) else "" for column in columns}
    taken = {field for field in mapping.values() if field}
    if "consent.both" in taken:
        taken |= {"consent.host", "consent.partner"}
    for meant in (
        _exact,
        lambda column: OWN_NAMES[kind].get(plain_name(column)),
        lambda column: ALIASES.get(plain_name(column)),
    ):
        for column in columns:
            field = meant(column)
            if (
                field
                and not mapping[column]
                and field not in taken
                and not _asks(column)
                and not _ignored(column, kind)
            ):
                mapping[column] = field
                taken.add(field)
    if kind != "plain":
        _answers(mapping, kind)
    return mapping


def _asks(column: str) -> bool:
    return is_consent_question(column) and _exact(column) is None


def _exact(column: str) -> str | None:
    name = column.strip()
    for spelling in (name, name.lower()):
        if is_field(spelling):
            return spelling
    if name.lower().startswith("answers."):
        key = "answers." + answer_key(name[len("answers.") :])
        return key if is_field(key) else None
    return None


def _ignored(column: str, kind: Format) -> bool:
    return OWN_NAMES[kind].get(plain_name(column)) == ""


def _consent(sides: tuple[str, ...], askings: list[str]) -> str:
    if not sides or any(askings.count(side) > 1 for side in sides):
        return ""
    return "consent.both" if len(sides) > 1 else f"consent.{sides[0]}"


def _answers(mapping: dict[str, str], kind: Format) -> None:
    for column, field in mapping.items():
        key = f"answers.{answer_key(column)}"
        if not field and column.strip() and not _asks(column) and not _ignored(column, kind) and ANSWER.fullmatch(key):
            mapping[column] = key


def checked_mapping(mapping: Mapping[str, str], columns: list[str]) -> dict[str, str]:
    """The chosen mapping, whole; columns it does not name are left out. Raises `MappingInvalid` with every error."""
    errors: list[MappingError] = []
    users: dict[str, str] = {}
    for column, field in mapping.items():
        if column not in columns:
            errors.append(MappingError(column, f"The file has no column “{column}”: choose one of its columns."))
        elif field and not is_field(field):
            errors.append(
                MappingError(
                    column,
                    f"There is no field “{field}”: choose a field from the list for column “{column}”, or none.",
                )
            )
        else:
            for part in ("consent.host", "consent.partner") if field == "consent.both" else (field,) if field else ():
                if part in users:
                    errors.append(
                        MappingError(
                            column,
                            f"Columns “{users[part]}” and “{column}” both mean {part}: choose one of them.",
                        )
                    )
                users.setdefault(part, column)
    if "email" not in users:
        errors.append(
            MappingError("email", "No column means the e-mail: choose the one that holds it, every lead needs one.")
        )
    if errors:
        raise MappingInvalid(errors)
    return {column: mapping.get(column, "") for column in columns}
