"""What the log may show of a row without being told: what nobody can write a sentence into."""

from twofold.campaigns.models import Role
from twofold.companies.models import Token
from twofold.core.models import OutboxMessage
from twofold.core.oplog.logged_fields import recorded_columns


def test_references_numbers_moments_and_yes_or_no_are_recorded_and_texts_only_where_they_are_named() -> None:
    assert recorded_columns(OutboxMessage) == {"kind", "state", "attempts", "next_at", "sent_at"}
    assert {"person_id", "assigned_at", "position", "waivable", "title"} <= recorded_columns(Role)
    assert not {"does", "waived_because"} & recorded_columns(Role)


def test_what_is_sealed_is_not() -> None:
    assert "last_used_at" in Token.sealed
    assert "last_used_at" not in recorded_columns(Token)
